"""A rule's declines are counted where they are made: exactly, however many decide at once.

Only a decision that a fraud rule would decline waits, and only for others of the same rule. What it then sees
goes into its inputs, so the very same decision is made again from the record alone.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from puhui.decision.fraud import store
from puhui.decision.fraud.limits import Used, is_past, limits_of
from puhui.decision.fraud.model import Hit
from puhui.decision.fraud.past_limit import PAST_LIMIT, USED, became, naming
from puhui.decision.model import Decision, Inputs, Step
from puhui.decision.policy import Policy
from puhui.ground import Work
from puhui.ground.telemetry import log
from puhui.kernel import Outcome

REACHED: Final = "fraud.limit_reached"
"""The audit action: an alarm for whoever looks after the rules."""

Again = Callable[[Inputs], Decision]


def within_limits(
    work: Work, application_id: UUID, inputs: Inputs, decision: Decision, policy: Policy, *, again: Again
) -> tuple[Inputs, Decision]:
    """The same decision, or that by rules which may decline no more. A person's word is not limited."""
    declining = [it.rule for it in hits_in(decision, policy, inputs) if it.said is Outcome.DECLINE]
    if not declining or inputs.person is not None:
        return inputs, decision
    seen = {rule: _used(work, rule, application_id) for rule in sorted(declining)}
    past = [rule for rule, used in seen.items() if is_past(used)]
    for rule in past:
        _alarm(work, rule, seen[rule])
    told = "; ".join(f"{rule} {', '.join(it.plain() for it in used)}" for rule, used in seen.items())
    limited = {USED: told} | ({PAST_LIMIT: naming(past)} if past else {})
    inputs = replace(inputs, evidence={**inputs.evidence, **limited})
    return inputs, again(inputs)


def hits_in(decision: Decision, policy: Policy, inputs: Inputs) -> tuple[Hit, ...]:
    """The fraud rules that spoke in a decision, what each said and what became of it."""
    compiled = policy.tables[Step.FRAUD]
    said = {
        row.row_id: Outcome(str(says["outcome"]))
        for row, says in zip(compiled.table.rows, compiled.says, strict=True)
        if says.get("outcome")
    }
    spoke = next((it.rows for it in decision.steps if it.step == Step.FRAUD), ())
    is_softened = decision.outcome is Outcome.REFER
    return tuple(
        Hit(rule, said[rule], Outcome.REFER if is_softened else became(rule, said[rule], inputs.evidence))
        for rule in spoke
        if rule in said
    )


def _used(work: Work, rule: str, application_id: UUID) -> tuple[Used, ...]:
    store.one_at_a_time(work.connection, work.actor.mode, rule)
    return used_by(work, rule, application_id)


def used_by(work: Work, rule: str, application_id: UUID) -> tuple[Used, ...]:
    """What a rule has declined in each window, another application than this one."""
    return tuple(
        Used(
            limit,
            *store.used(work.connection, work.actor.mode, rule, work.now() - limit.span, application_id),
        )
        for limit in limits_of(rule)
    )


def _alarm(work: Work, rule: str, used: tuple[Used, ...]) -> None:
    """In the trail with its name, where those look who may see rules; in the log without, for whoever is on
    duty."""
    reached = next(it for it in used if it.is_reached)
    work.audit(REACHED, f"fraud_rule:{rule}", window=reached.limit.window)
    log.warning(REACHED, window=reached.limit.window, mode=work.actor.mode.value)
