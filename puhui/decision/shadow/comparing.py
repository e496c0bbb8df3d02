"""A shadow beside the champion: where they agree, what it would cost, who would be approved, by segment."""

import orjson

from puhui.decision.keeping import open_inputs, open_kept
from puhui.decision.shadow import store
from puhui.decision.shadow.keeping import opened
from puhui.decision.trial.model import Published
from puhui.decision.what_if.beside import Beside, Pair
from puhui.decision.what_if.glance import Glance
from puhui.decision.what_if.segments import segments_of
from puhui.ground import Erased, Work

MOST = 5_000
"""As many as can be opened while somebody waits: some seconds."""


def compare_shadow(work: Work, published: Published, at_most: int = MOST) -> Beside:
    """What it said last, each beside the decision that counted; `erased` are those whose record cannot
    be read any more."""
    work, found = work.looking_once(), Beside()
    for row, decided in store.said_by(work.connection, work.actor.mode, published.id, at_most):
        kept, inputs, said = open_kept(work, decided), open_inputs(work, decided), opened(work, row)
        if isinstance(kept, Erased) or isinstance(inputs, Erased) or isinstance(said, Erased):
            found.erased += 1
            continue
        before, after = Glance.of_record(kept.record), Glance.of_record(said)
        steps = zip(kept.record["steps"], said["steps"], strict=False)
        step = next((one["step"] for one, other in steps if _spoke(one) != _spoke(other)), None)
        found.count(
            Pair(
                decided.application_id,
                decided.id,
                decided.decided_at,
                before,
                after,
                segments_of(inputs, before),
                step,
            )
        )
    return found


def _spoke(step: dict[str, object]) -> bytes:
    return orjson.dumps([step["outcome"], step["rows"]])
