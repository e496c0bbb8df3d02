"""Everything that happened to an application, from every room, as one list of plain sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from puhui.decision import DecisionMark, ProposalMark, RequestMark, Underwriting
from puhui.desk.showing.known import check_told
from puhui.desk.showing.lent import repaid
from puhui.desk.showing.offered import event_told
from puhui.desk.wording import source_name, word
from puhui.evidence import Held
from puhui.exchange import PartnerEvent
from puhui.ground import ActorKind, Work
from puhui.intake import Consent, StepTaken
from puhui.kernel import Text
from puhui.loan import Contract, contract_history, drawdowns_of
from puhui.matching import KeptOffer

MACHINE = ActorKind.SYSTEM.value
BORROWER = "borrower"
HOUSE = "house:"
"""Begins the actor of something that an institution did, before its code."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. `by` is an actor's id, `borrower`, or `house:` and an institution's code."""

    at: datetime
    what: Text
    by: str
    kind: str
    ref: str | None = None


def steps(taken: Iterable[StepTaken]) -> Iterator[Moment]:
    """The application's own steps; that it was decided is told by the decision."""
    for it in taken:
        if it.to.value not in {"deciding", "decided"}:
            yield Moment(it.at, word("application", it.to.value), it.actor, "application", str(it.id))


def consents(given: Iterable[Consent]) -> Iterator[Moment]:
    """What was consented to, and what was taken back."""
    for it in given:
        source = source_name(it.source)
        yield Moment(it.signed_at, _about("consent", "given", source), BORROWER, "consent", str(it.id))
        if it.revoked_at is not None:
            told = _about("consent", "withdrawn", source)
            yield Moment(it.revoked_at, told, BORROWER, "consent", str(it.id))


def evidence(pieces: Iterable[Held]) -> Iterator[Moment]:
    """What was learned, from whom."""
    for it in pieces:
        yield Moment(it.at, _learned(it), it.actor, "evidence", str(it.id))


def decisions(marks: Iterable[DecisionMark]) -> Iterator[Moment]:
    """What was decided, by a machine or by whom."""
    for it in marks:
        yield Moment(it.decided_at, word("decision", it.outcome.value), it.by, "decision", str(it.id))


def requests(asked: Iterable[RequestMark]) -> Iterator[Moment]:
    """What the borrower asked, and that it was answered."""
    for it in asked:
        if it.is_own:
            yield Moment(it.asked_at, word("request", it.kind), it.asked_by, "request", str(it.id))
            if it.closed_at is not None:
                yield Moment(
                    it.closed_at, word("request", "answered"), it.closed_by or MACHINE, "request", str(it.id)
                )


def proposals(made: Iterable[ProposalMark]) -> Iterator[Moment]:
    """What one person proposed, and what a second said to it."""
    for it in made:
        yield Moment(it.at, word("proposal", "made"), it.by, "proposal", str(it.id))
        if it.settled_at is not None and it.state in {"confirmed", "refused"}:
            told = word("proposal", "agreed" if it.state == "confirmed" else "refused")
            yield Moment(it.settled_at, told, it.settled_by or MACHINE, "proposal", str(it.id))


def choices(offers: Iterable[KeptOffer]) -> Iterator[Moment]:
    """Which offer was chosen."""
    for it in offers:
        if it.chosen_at is not None:
            house = it.told["institution_name"]
            row = word("offer", "chosen")
            told = Text(row.zh.format(institution=house["zh"]), row.en.format(institution=house["en"]))
            yield Moment(it.chosen_at, told, BORROWER, "offer", str(it.id))


def told(events: Iterable[PartnerEvent]) -> Iterator[Moment]:
    """What an institution told."""
    for it in events:
        yield Moment(it.at, event_told(it), f"{HOUSE}{it.institution}", it.kind.value, str(it.event_id))


def case_at_institution(file: Underwriting | None) -> Iterator[Moment]:
    """The institution's file."""
    for name, by in (
        ("opened", MACHINE),
        ("confirmed", BORROWER),
        ("referred", MACHINE),
        ("stopped", MACHINE),
    ):
        at = getattr(file, f"{name}_at", None)
        if file is not None and at is not None:
            yield Moment(at, word("underwriting", name), by, "underwriting", str(file.application_id))


def lending(work: Work, contract: Contract | None) -> Iterator[Moment]:
    """A contract's steps, money out, and money back."""
    if contract is None:
        return
    for it in contract_history(work, contract.id):
        yield Moment(it.at, word("contract", it.to.value), it.actor, "contract", str(contract.id))
    for drawn in drawdowns_of(work, contract.id):
        yield Moment(drawn.reserved_at, word("drawdown", "reserved"), BORROWER, "drawdown", str(drawn.id))
        if drawn.ended_at is not None:
            ended = word("drawdown", drawn.state.value)
            yield Moment(drawn.ended_at, ended, MACHINE, "drawdown", str(drawn.id))
        for paid in repaid(work, drawn.id):
            at = paid.ended_at or paid.asked_at
            yield Moment(at, word("repayment", paid.state.value), MACHINE, "repayment", str(paid.id))


def _learned(it: Held) -> Text:
    if it.source == "invoices" and it.kind == "import":
        return word("evidence", "invoices", rows=it.rows or 0)
    if it.source in {"identity", "lists"}:
        return check_told(it)
    if it.source == "debts":
        return word("evidence", "debts")
    return _about("evidence", "fact", source_name(it.source))


def _about(group: str, code: str, source: Text) -> Text:
    row = word(group, code)
    return Text(row.zh.format(source=source.zh), row.en.format(source=source.en))
