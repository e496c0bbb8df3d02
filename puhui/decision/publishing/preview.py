"""What a draft would have done: past applications decided again, from what was recorded of them alone.

Only the tables differ: scorecard and law are those of each record, and what a person decided is left aside.
Nothing is written, and nobody is named.
"""

from dataclasses import replace

from puhui.decision.keeping import MadeBy
from puhui.decision.policy import Policy
from puhui.decision.what_if.beside import Beside
from puhui.decision.what_if.flips import flips_among
from puhui.decision.what_if.store import newest_ever
from puhui.ground import Work


def preview(work: Work, before: Policy, after: Policy, at_most: int) -> Beside:
    """The newest decisions of the last `at_most` applications, by both policies."""

    def both(kept: MadeBy) -> tuple[MadeBy, MadeBy]:
        return replace(kept, policy=before), replace(kept, policy=after)

    found = flips_among(work, newest_ever(work.connection, work.actor.mode, at_most), both)
    work.audit("policy.previewed", "policy:draft", tried=found.tried)
    return found
