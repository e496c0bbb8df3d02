"""A case at the desk as its pages show it. Nothing is decided or priced here."""

from typing import Final

from puhui.app.institution.case import Ask, Case, Stage
from puhui.app.pages.shown_answers import asked_about
from puhui.app.pages.views.lending.case import Arrived, Asking, Price, Result
from puhui.ground import Work
from puhui.intake import purposes, subject
from puhui.kernel import Problem, Text, business_date
from puhui.matching import Lendable

OUTCOMES: Final = {
    Stage.APPROVED: "approved",
    Stage.COUNTER_OFFER: "counter_offer",
    Stage.REFERRED: "referred",
    Stage.REFUSED: "refused",
    Stage.CLOSED: "closed",
}


def arrived(work: Work, case: Case) -> Arrived:
    """What the lender has in hand. Identifiers stay masked: a link may have reached somebody else."""
    asked = case.application
    owner = subject(work, asked.owner_id)
    business = subject(work, asked.enterprise_id) if asked.enterprise_id else None
    return Arrived(
        product=case.product.name,
        amount_fen=asked.amount_fen,
        months=asked.months,
        purpose=purposes().get(asked.purpose, Text(asked.purpose, asked.purpose)),
        owner="" if isinstance(owner, Problem) else masked_name(owner.name),
        owner_id_masked="" if isinstance(owner, Problem) else owner.id_masked,
        phone_masked=None if isinstance(owner, Problem) else owner.phone_masked,
        business=None if business is None or isinstance(business, Problem) else business.name or None,
        reference=case.reference,
    )


def asking(ask: Ask) -> Asking:
    """One consent as it is asked for, the lender named in it."""
    title, words = ask.text.title, ask.said
    body = Text(words.zh.partition("\n")[2] or words.zh, words.en.partition("\n")[2] or words.en)
    is_inquiry = ask.text.source == "credit_bureau"
    return Asking(ask.text.id, ask.shown, title, body, ask.fields, ask.period_days, is_inquiry)


def price(terms: Lendable) -> Price:
    """Approved terms with what they would cost."""
    quote = terms.quote
    return Price(
        amount_fen=terms.amount_fen,
        months=terms.months,
        method=quote.terms.method.value,
        apr_simple=quote.apr_simple,
        apr_effective=quote.apr_effective,
        total_cost_fen=quote.total_cost_fen,
        first_payment_fen=quote.schedule[0].total_fen,
        received_fen=quote.received_fen,
    )


def result(work: Work, case: Case) -> Result:
    """What came of it."""
    decided = case.decision
    return Result(
        outcome=OUTCOMES[case.stage],
        asked=arrived(work, case),
        price=price(case.terms) if case.terms else None,
        reasons=case.reasons,
        why=case.why,
        decided_on=business_date(decided.decided_at) if decided else None,
        number=str(decided.id) if decided else "",
        asked_about=asked_about(work, case.application.id),
    )


def masked_name(name: str) -> str:
    """A name as it may stand on a page that somebody else might open.

    >>> masked_name("测试人甲子"), masked_name("王甲"), masked_name("")
    ('测***子', '王*', '')
    """
    if len(name) < 3:
        return name[:1] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]
