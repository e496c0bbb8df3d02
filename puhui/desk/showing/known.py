"""Who asks, what is known of them, from which source and under which consent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from puhui.desk.bodies.case.known import ConsentShown, DebtsShown, EvidenceShown, PartyShown
from puhui.desk.bodies.shapes import said
from puhui.desk.wording import region_name, source_name, trade_name, word
from puhui.evidence import DebtSummary, Held
from puhui.intake import Consent, Subject, source_is_public
from puhui.kernel import Text

State = Literal["present", "partly", "missing", "told", "error", "withdrawn", "erased"]
Whose = Literal["owner", "business"]
Stands = Mapping[UUID | None, bool]
"""Whether a consent stands now, by id."""
SHOWN_ALWAYS = ("invoices", "debts", "identity", "lists")
"""Sources that an application owes: shown as missing where nothing is there."""


def party_body(one: Subject) -> PartyShown:
    """A subject as it may be shown."""
    trade = trade_name(one.trade, one.registered_at.date())
    return PartyShown(
        id=one.id,
        kind=one.kind.value,
        name=one.name,
        id_masked=one.id_masked,
        phone_masked=one.phone_masked,
        region=one.region,
        region_name=said(region_name(one.region, one.registered_at.year)),
        place=one.place,
        trade=one.trade,
        trade_name=None if trade is None else said(trade),
        since=one.since,
        registered_at=one.registered_at,
        erased=one.erased,
    )


def debts_body(summary: DebtSummary) -> DebtsShown:
    """Everything owed, summed up."""
    return DebtsShown(
        balance_fen=summary.balance_fen,
        monthly_service_fen=summary.monthly_service_fen,
        service_known=summary.service_known,
        guarantee_fen=summary.guarantee_fen,
        overdue_balance_fen=summary.overdue_balance_fen,
        worst_overdue_days=summary.worst_overdue_days,
        lenders=summary.lenders,
        sources=[said(word("debt_sources", it.value)) for it in sorted(summary.sources)],
        oldest_as_of=summary.oldest_as_of,
    )


def evidence_bodies(
    pieces: Sequence[Held],
    consents: Sequence[Consent],
    now: datetime,
    *,
    is_erased: bool,
    is_handed_over: bool = False,
) -> list[EvidenceShown]:
    """One line a source: what an application owes first, then whatever else there is.

    `is_handed_over`: figures worked out of invoices came with the application, the invoices never do.
    """
    sources = [*SHOWN_ALWAYS, *sorted({it.source for it in pieces} - set(SHOWN_ALWAYS))]
    stand: dict[UUID | None, bool] = {it.id: it.stands(now) for it in consents}
    shown = [
        _source(code, [it for it in pieces if it.source == code], stand, is_erased=is_erased)
        for code in sources
    ]
    return [_as_figures(it) if is_handed_over and _is_elsewhere(it) else it for it in shown]


def consent_bodies(of: Iterable[tuple[Whose, Consent]], now: datetime) -> list[ConsentShown]:
    """Every consent of either party, the newest first."""
    newest = sorted(of, key=lambda it: it[1].signed_at, reverse=True)
    return [
        ConsentShown(
            id=one.id,
            party=party,
            source=one.source,
            name=said(source_name(one.source)),
            fields=sorted(one.fields),
            purpose=one.purpose,
            recipient=one.recipient,
            recipient_name=one.recipient_name,
            signed_at=one.signed_at,
            until=one.until,
            revoked_at=one.revoked_at,
            stands=one.stands(now),
        )
        for party, one in newest
    ]


def _source(code: str, pieces: list[Held], stand: Stands, *, is_erased: bool) -> EvidenceShown:
    newest = pieces[-1] if pieces else None
    days = [day for it in pieces for day in (it.first_day, it.last_day) if day is not None]
    consent_id = newest.consent_id if newest else None
    state = _state(code, pieces, stand, is_erased=is_erased)
    rows = [it.rows for it in pieces if it.rows is not None]
    return EvidenceShown(
        source=code,
        name=said(source_name(code)),
        state=state,
        from_=min(days, default=None),
        to=max(days, default=None),
        rows=sum(rows) if rows else None,
        told=said(_told(code, state, pieces)),
        is_public=source_is_public(code),
        consent_id=consent_id,
        learned_at=newest.at if newest else None,
    )


def _is_elsewhere(shown: EvidenceShown) -> bool:
    return shown.source == "invoices" and shown.state == "missing"


def _as_figures(shown: EvidenceShown) -> EvidenceShown:
    return shown.model_copy(update={"state": "told", "told": said(word("evidence_states", "told"))})


def _state(code: str, pieces: list[Held], stand: Stands, *, is_erased: bool) -> State:
    if not pieces:
        return "missing"
    if is_erased:
        return "erased"
    if not source_is_public(code) and not stand.get(pieces[-1].consent_id, False):
        return "withdrawn"
    latest = {it.kind: it.state for it in pieces}
    if "ERROR" in latest.values():
        return "error"
    return "partly" if "partly" in latest.values() else "present"


def _told(code: str, state: str, pieces: list[Held]) -> Text:
    if state in {"missing", "withdrawn", "erased"}:
        return word("evidence_states", state)
    if code in {"identity", "lists"}:
        latest = {it.kind: it for it in pieces}
        answers = [check_told(it) for it in latest.values()]
        return Text("；".join(it.zh for it in answers), "; ".join(it.en for it in answers))
    return word("evidence_told", state if code == "invoices" else code)


def check_told(one: Held) -> Text:
    """What a verifier answered, in words; on a list a match is what nobody hopes for."""
    asked = word("verifications", one.kind)
    result = word("list_results" if one.kind == "list_screening" else "results", one.state)
    return Text(f"{asked.zh}：{result.zh}", f"{asked.en}: {result.en}")
