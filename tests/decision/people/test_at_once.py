"""Two people press at the same moment: one decision, and the other is told."""

from collections.abc import Callable
from threading import Barrier, Thread

from sqlalchemy import text

from puhui.decision import Settling, Verdict, give_verdict, platform_decider, settle_proposal
from puhui.ground import Actor, Ground, Work
from puhui.kernel import Problem
from tests.decision.people.cases import LIU, WANG, ZHAO, approves, declines, referred

HOUSE = platform_decider()


def at_once(ground: Ground, acts: list[tuple[Actor, Callable[[Work], object]]]) -> list[object]:
    """Every act in its own transaction, begun together; what is refused is rolled back, as at the edge."""
    start, said = Barrier(len(acts)), []

    def one(actor: Actor, act: Callable[[Work], object]) -> None:
        start.wait()
        try:
            with ground.work(actor) as work:
                answer = act(work)
                if isinstance(answer, Problem):
                    raise _RefusedError(answer)
        except _RefusedError as refused:
            answer = refused.problem
        said.append(answer)

    threads = [Thread(target=one, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def decisions(ground: Ground, clerk: Actor) -> int:
    """How many there are."""
    with ground.work(clerk) as work:
        found: int = work.connection.execute(text("SELECT count(*) FROM decision.decision")).scalar_one()
    return found


def test_two_verdicts_at_once_are_one_decision(ground: Ground, clerk: Actor) -> None:
    """The second is told that somebody else was quicker, and nothing of theirs is kept."""
    with ground.work(clerk) as work:
        asked, kept = referred(work)
    acts: list[tuple[Actor, Callable[[Work], object]]] = [
        (WANG, lambda work: give_verdict(work, asked.id, HOUSE, kept.id, approves(10_000_000))),
        (LIU, lambda work: give_verdict(work, asked.id, HOUSE, kept.id, declines())),
    ]
    said = at_once(ground, acts)
    assert sum(isinstance(it, Verdict) for it in said) == 1
    assert [it.code for it in said if isinstance(it, Problem)] == ["verdict.stale.conflict"]
    assert decisions(ground, clerk) == 2


def test_two_confirmations_at_once_are_one_decision(ground: Ground, clerk: Actor) -> None:
    """One confirms, one disagrees: whoever comes second finds it settled."""
    with ground.work(clerk) as work:
        asked, kept = referred(work, 40_000_000)
    with ground.work(WANG) as work:
        waits = give_verdict(work, asked.id, HOUSE, kept.id, approves(40_000_000))
    assert isinstance(waits, Verdict) and waits.proposal_id is not None
    proposal_id = waits.proposal_id
    yes, no = Settling(agrees=True), Settling(agrees=False, note="还要看流水。")
    acts: list[tuple[Actor, Callable[[Work], object]]] = [
        (LIU, lambda work: settle_proposal(work, asked.id, proposal_id, HOUSE, yes)),
        (ZHAO, lambda work: settle_proposal(work, asked.id, proposal_id, HOUSE, no)),
    ]
    said = at_once(ground, acts)
    assert sum(isinstance(it, Verdict) for it in said) == 1
    assert [it.code for it in said if isinstance(it, Problem)] == ["proposal.closed"]


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
