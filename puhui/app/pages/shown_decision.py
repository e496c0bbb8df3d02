"""A kept decision as its borrower reads it, with what it rests on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from puhui.app.pages.reading import business_of, stored_invoices
from puhui.app.pages.shown_answers import asked_about
from puhui.app.pages.views.decision import Made
from puhui.app.pages.wording import told
from puhui.app.pages.writing import day, wan
from puhui.decision import (
    Kept,
    ReviewKind,
    is_by_person,
    review_of,
)
from puhui.evidence import DebtSummary, VerificationKind, debts_of, verifications_of
from puhui.ground import Work
from puhui.intake import Application
from puhui.kernel import Language, Problem, Text
from puhui.matching import KeptMatching, offers_of

_VERSIONS: Final = ("policy", "scorecard", "law", "engine")
_SHORT: Final = 12
_AMOUNTS: Final = frozenset({"amount", "balance", "monthly"})


def made(work: Work, asked: Application, kept: Kept) -> Made:
    """Outcome, reasons and data used, with the versions that made it."""
    matching = offers_of(work, asked.id)
    review = review_of(work, kept.id, ReviewKind.PERSON)
    versions = kept.record["versions"]
    return Made(
        id=str(kept.id),
        outcome=kept.outcome.value,
        at=kept.decided_at,
        reasons=tuple(kept.reasons),
        hints=tuple(kept.hints),
        data_used=_data_used(work, asked),
        versions=tuple((name, str(versions[name])[:_SHORT]) for name in _VERSIONS if name in versions),
        limit_fen=kept.limit_fen,
        rates=_rates(matching),
        review_asked_at=review.asked_at if review else None,
        valid_until=matching.valid_until if isinstance(matching, KeptMatching) else None,
        asked_about=asked_about(work, asked.id),
        by_person=is_by_person(kept.record),
    )


def _rates(matching: KeptMatching | Problem) -> tuple[Decimal, ...]:
    """What the offers truly cost; the band's own rate holds no fees and would look cheaper than any offer."""
    shown = [it.apr_simple for it in matching.offers] if isinstance(matching, KeptMatching) else []
    return (min(shown), max(shown)) if shown else ()


def _data_used(work: Work, asked: Application) -> tuple[Text, ...]:
    lines = [_both("decision.data.application", amount=asked.amount_fen, months=asked.months)]
    stored = stored_invoices(work, asked)
    if stored.count:
        lines.append(
            _both("decision.data.invoices", count=stored.count, first=stored.first, last=stored.last)
        )
    else:
        lines.append(_both("decision.data.no_invoices"))
    owed = debts_of(work, asked.owner_id)
    if isinstance(owed, DebtSummary):
        lines.append(_both("decision.data.debts", balance=owed.balance_fen, monthly=owed.monthly_service_fen))
    checks = verifications_of(work, asked.owner_id) | verifications_of(work, business_of(asked))
    return (*lines, *(_check(kind, checks[kind].result.value) for kind in VerificationKind if kind in checks))


def _check(kind: VerificationKind, result: str) -> Text:
    def said(language: Language) -> str:
        answer = told(f"decision.check.{_GROUP.get(kind, 'factor')}.{result}", language)
        return told(f"decision.data.{kind.value}", language, answer=answer)

    return Text(said(Language.ZH), said(Language.EN))


_GROUP: Final = {VerificationKind.LIST_SCREENING: "list"}


def _both(key: str, **values: object) -> Text:
    return Text(*(told(key, language, **_written(values, language)) for language in Language))


def _written(values: Mapping[str, object], language: Language) -> dict[str, object]:
    return {name: _as_written(name, value, language) for name, value in values.items()}


def _as_written(name: str, value: object, language: Language) -> object:
    if isinstance(value, date):
        return day(value, language)
    return wan(value, language) if name in _AMOUNTS and isinstance(value, int) else value
