"""One decision beside itself: what changes, which rule, which limit, which price. Pure."""

from dataclasses import dataclass

from puhui.decision.engine import decide
from puhui.decision.keeping import MadeBy
from puhui.decision.model import Decision, Inputs
from puhui.decision.what_if.glance import Glance
from puhui.kernel import Outcome


@dataclass(frozen=True, slots=True)
class StepAgain:
    """One table on both sides: what it came to, and the rows that spoke."""

    step: str
    before: Outcome | None
    after: Outcome | None
    rows_before: tuple[str, ...]
    rows_after: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the same rows spoke to the same end."""
        return (self.before, self.rows_before) == (self.after, self.rows_after)


@dataclass(frozen=True, slots=True)
class Twice:
    """A decision and the same one with something otherwise. `step` is the first table that speaks
    differently, None where none does (a limit may follow from the figures alone)."""

    before: Decision
    after: Decision

    @property
    def steps(self) -> tuple[StepAgain, ...]:
        """All tables in their order."""
        return tuple(
            StepAgain(one.step, one.outcome, other.outcome, one.rows, other.rows)
            for one, other in zip(self.before.steps, self.after.steps, strict=True)
        )

    @property
    def step(self) -> StepAgain | None:
        """Where they part."""
        return next((it for it in self.steps if not it.is_same), None)

    @property
    def is_other_outcome(self) -> bool:
        """Whether the outcome changes, and not only the money."""
        return self.before.outcome is not self.after.outcome

    @property
    def is_other(self) -> bool:
        """Whether anything changes that anybody would notice."""
        return Glance.of(self.before) != Glance.of(self.after)


def twice(inputs: Inputs, made_by: MadeBy, other: Inputs, other_means: MadeBy) -> Twice:
    """Both decided; a person's word is left aside on both sides."""
    return Twice(_by_tables(inputs, made_by), _by_tables(other, other_means))


def _by_tables(inputs: Inputs, made_by: MadeBy) -> Decision:
    if inputs.person is not None:
        raise ValueError("a person's word is left aside before a decision is made twice")
    return decide(inputs, made_by.policy, made_by.scorecard, made_by.law)
