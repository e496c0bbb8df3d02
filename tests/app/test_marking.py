"""What became of an application is remembered where the neighbours of the next one are counted."""

import pytest
from sqlalchemy import text

from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party
from puhui.decision import Kept, decide_application
from puhui.evidence import VerificationKind, VerificationResult
from puhui.ground import Actor, Ground
from puhui.ground.worker import drain_once
from tests.decision.applying import applied


@pytest.mark.parametrize(
    ("answer", "marks"), [(VerificationResult.MISMATCH, 1), (VerificationResult.MATCH, 0)]
)
def test_only_a_decline_leaves_a_mark(
    ground: Ground, clerk: Actor, answer: VerificationResult, marks: int
) -> None:
    """After the worker has passed, the declined shop is marked, another is not, and nothing waits."""
    with ground.work(clerk) as work:
        asked = applied(work, answers={VerificationKind.TWO_FACTOR: answer})
        assert isinstance(decide_application(work, asked.id), Kept)
    drained = drain_once(ground, handlers_of(platform_party(), Outside()))
    assert (drained.failed, drained.dead) == (0, 0)
    with ground.work(clerk) as work:
        assert work.connection.scalar(text("SELECT count(*) FROM graph.mark")) == marks
        assert work.connection.scalar(text("SELECT count(*) FROM ground.outbox WHERE done_at IS NULL")) == 0
