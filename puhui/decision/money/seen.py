"""The waterfall of a kept decision: its record opened, its own tables and its own law read back."""

from puhui.decision.keeping import Kept, open_inputs
from puhui.decision.model import Law
from puhui.decision.money.waterfall import Waterfall, waterfall
from puhui.decision.policy import kept_policy
from puhui.decision.store import get_decision, version_content
from puhui.ground import Erased, Work


def limit_seen(work: Work, kept: Kept) -> Waterfall | None:
    """How this decision came to its limit; None where it reckoned none, or its subject was erased."""
    row = get_decision(work.connection, work.actor.mode, kept.id)
    inputs = None if row is None else open_inputs(work, row)
    if inputs is None or isinstance(inputs, Erased):
        return None
    versions = kept.record["versions"]
    policy = kept_policy(version_content(work.connection, versions["policy"]))
    law = Law.opened(version_content(work.connection, versions["law"]))
    return waterfall(inputs, kept.record, policy, law)
