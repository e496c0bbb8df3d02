"""A case as it stands before a person: the application, its newest decision, and what its borrower asked."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from puhui.decision import store as decisions
from puhui.decision.keeping import Kept, open_inputs
from puhui.decision.model import Inputs
from puhui.decision.people import store
from puhui.decision.people.asking import reviews_of
from puhui.decision.people.model import Review, ReviewKind
from puhui.decision.people.saying import is_by_person
from puhui.decision.service import decision_of
from puhui.ground import ERASED, Erased, Work
from puhui.intake import Application, Status, application, applications
from puhui.kernel import Outcome, Problem, Text

_ENDED = frozenset({Status.WITHDRAWN, Status.EXPIRED, Status.REDIRECTED})
_OWNERS_APPLICATIONS = 200


@dataclass(frozen=True, slots=True)
class Case:
    """One application with its newest decision, what that looked at, and who has spoken in it."""

    asked: Application
    kept: Kept
    inputs: Inputs
    reviews: tuple[Review, ...]

    @property
    def by(self) -> tuple[str, ...]:
        """Whose word the newest decision is; nobody's where a machine made it."""
        return tuple(self.inputs.person.get("by", ())) if self.inputs.person else ()

    @property
    def open_requests(self) -> tuple[Review, ...]:
        """Requests for a person that wait."""
        return tuple(it for it in self.reviews if it.kind is ReviewKind.PERSON and it.answered_at is None)

    @property
    def requests_of_borrower(self) -> tuple[Review, ...]:
        """Those that a borrower asked themselves; an institution's own queue asks for every referral."""
        return tuple(it for it in self.open_requests if it.of_borrower)

    @property
    def waits(self) -> bool:
        """Whether a person's word is wanted: no machine could decide, or the borrower asked for one."""
        if self.asked.status in _ENDED:
            return False
        referred = self.kept.outcome is Outcome.REFER
        return referred or bool(self.open_requests)


def case_of(work: Work, application_id: UUID) -> Case | Erased | Problem:
    """The case of an application that was decided."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    kept = decision_of(work, application_id)
    if not isinstance(kept, Kept):
        return kept
    row = decisions.get_decision(work.connection, work.actor.mode, kept.id)
    inputs = ERASED if row is None else open_inputs(work, row)
    if isinstance(inputs, Erased):
        return inputs
    return Case(asked, kept, inputs, reviews_of(work, application_id))


def one_at_a_time(work: Work, application_id: UUID) -> Problem | None:
    """Let verdicts about the applications of one owner follow each other until the transaction ends."""
    asked = application(work, application_id)
    if isinstance(asked, Problem):
        return asked
    store.one_at_a_time(work.connection, asked.owner_id)
    return None


def approved_before_fen(work: Work, case: Case, days: int) -> int:
    """What people approved for the same owner in other applications that still run, in the last `days`."""
    others = applications(work, case.asked.owner_id, at_most=_OWNERS_APPLICATIONS)
    if isinstance(others, Problem):
        return 0
    since = work.now() - timedelta(days=days)
    newest = (decision_of(work, it.id) for it in others if it.id != case.asked.id and it.status not in _OVER)
    return sum(
        it.limit_fen
        for it in newest
        if isinstance(it, Kept) and it.decided_at >= since and is_by_person(it.record)
    )


_OVER = frozenset({Status.WITHDRAWN, Status.EXPIRED})
NOT_WAITING = Problem(
    "verdict.closed",
    Text("这笔申请现在不等人处理。", "This case does not wait for a person now."),
    Text("请刷新，看看它现在的结果。", "Reload and look where it stands."),
)
