"""One application form becomes an owner, a business, consents and an application: all of it or nothing.

A visitor acts as the owner from the moment the owner is registered, in the same transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final, TypeVar
from uuid import UUID

from puhui.app.pages.application_form import ApplicationForm
from puhui.app.pages.told_by_form import business_told, debts_told, has_business, owner_told
from puhui.app.pages.views.consent import Ask
from puhui.evidence import declare_debts
from puhui.ground import Actor, ActorKind, Work
from puhui.ground.identity import IssuedSession, issue_borrower_session, subject_of
from puhui.intake import (
    Application,
    NewApplication,
    NewConsent,
    SeveralProblems,
    Status,
    Subject,
    applications,
    covering_consent,
    give_consent,
    register_subject,
    submit_application,
)
from puhui.kernel import Language, Problem, Text

T = TypeVar("T")

_FIELD_OF: Final = {
    "name": "firm_name",
    "phone": "mobile",
    "since": "started_year",
    "evidence": "proof",
    "amount": "amount",
}
_OWNER_FIELD_OF: Final = {**_FIELD_OF, "name": "owner_name"}


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of it; `session` is set when the borrower had none yet."""

    application_id: UUID
    session: IssuedSession | None


class _Refused(Exception):  # noqa: N818 - rolls the savepoint back, nothing more
    def __init__(self, errors: dict[str, Problem]) -> None:
        super().__init__("the form is refused")
        self.errors = errors


def apply(
    work: Work, form: ApplicationForm, agreed: Iterable[Ask], *, language: Language, may_return: bool
) -> Applied | dict[str, Problem]:
    """Register everything, or say at which field what is wrong and keep nothing.

    `may_return`: whether somebody registered earlier may come back by name, number and phone alone. Only a
    demonstration allows it; elsewhere a sign-in has to stand in front.
    """
    try:
        with work.connection.begin_nested():
            return _applied(work, form, agreed, language, may_return)
    except _Refused as refused:
        return refused.errors


def _applied(
    work: Work, form: ApplicationForm, agreed: Iterable[Ask], language: Language, may_return: bool
) -> Applied:
    began = work.now()
    owner = _sure(register_subject(work, owner_told(form)), _OWNER_FIELD_OF)
    known_id = subject_of(work.actor)
    if known_id not in {None, owner.id}:
        raise _Refused({"resident_id": _SOMEBODY_ELSE})
    if known_id is None and not may_return and owner.registered_at < began:
        raise _Refused({"resident_id": _APPLIED_BEFORE})
    own = replace(work, actor=Actor(str(owner.id), ActorKind.BORROWER, frozenset({"borrower"})))
    business = (
        _sure(register_subject(own, business_told(form, owner.id)), _FIELD_OF) if has_business(form) else None
    )
    for ask in agreed:
        _agree(own, owner, ask, language)
    _sure(declare_debts(own, owner.id, debts_told(form), work.today()), {})
    application = _submitted(own, form, owner, business)
    session = issue_borrower_session(work, owner.id) if known_id is None else None
    return Applied(application.id, session)


def _submitted(work: Work, form: ApplicationForm, owner: Subject, business: Subject | None) -> Application:
    new = NewApplication(
        owner_id=owner.id,
        amount_fen=form.amount_fen,
        months=form.months,
        purpose=form.purpose,
        enterprise_id=business.id if business else None,
    )
    waiting = applications(work, owner.id, Status.SUBMITTED)
    for known in () if isinstance(waiting, Problem) else waiting:
        asked = (known.amount_fen, known.months, known.purpose, known.enterprise_id)
        if asked == (new.amount_fen, new.months, new.purpose, new.enterprise_id):
            return known
    return _sure(submit_application(work, new), {})


def _agree(work: Work, owner: Subject, ask: Ask, language: Language) -> None:
    text = ask.text
    if not isinstance(covering_consent(work, owner.id, text.source, text.purpose, ask.fields), Problem):
        return
    new = NewConsent(
        subject_id=owner.id,
        source=text.source,
        fields=ask.fields,
        purpose=text.purpose,
        text_id=text.id,
        text_version=text.version,
        text_hash=text.hash(ask.named(language), ask.contact),
        until=work.now() + timedelta(days=ask.period_days),
        recipient_name=ask.named(language),
        recipient_contact=ask.contact,
        separate=True,
        language=language,
    )
    _sure(give_consent(work, new), {})


def _sure(result: T | Problem, field_of: dict[str, str]) -> T:
    if not isinstance(result, Problem):
        return result
    each = result.each if isinstance(result, SeveralProblems) else (result,)
    raise _Refused(
        {field_of.get(it.place(Language.EN) or "", it.place(Language.EN) or "kind"): _bare(it) for it in each}
    )


def _bare(problem: Problem) -> Problem:
    return Problem(problem.code, problem.what, problem.fix)


_SOMEBODY_ELSE: Final = Problem(
    "page.somebody_else",
    Text(
        "这个浏览器正在办理另一个人的申请。", "This browser is in the middle of somebody else's application."
    ),
    Text("请换一个浏览器，或用原来的身份申请。", "Use another browser, or apply as the same person."),
)
_APPLIED_BEFORE: Final = Problem(
    "page.applied_before",
    Text("这个身份以前申请过。", "Somebody with this identity has applied before."),
    Text(
        "为了不让别人冒用，请用当时的浏览器，或打电话给我们。",
        "So that nobody can pose as you, use the browser of that time, or call us.",
    ),
)
