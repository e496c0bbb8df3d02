"""Where control is asked: once, or often about the same day."""

from puhui.graph.control.ancestry import above
from puhui.graph.control.holdings import Holdings
from puhui.graph.control.merging import merged_by
from puhui.graph.control.model import Control
from puhui.graph.control.question import Question
from puhui.graph.control.rule import ControlRule
from puhui.graph.control.voting import Voting
from puhui.graph.edges import Edges


def beneficial_owners(edges: Edges, target: int, day: int, rule: ControlRule) -> Control:
    """Who stands behind `target` on `day`. For many questions about the same day use `Registry`."""
    return Registry(edges, day, rule).control(target)


class Registry:
    """The holdings of one day, opened once and asked often."""

    def __init__(self, edges: Edges, day: int, rule: ControlRule) -> None:
        self.holdings = Holdings(edges, day, rule)
        self.merged = merged_by(self.holdings)

    def control(self, target: int) -> Control:
        """Owners, controller, and everything that was wrong on the way."""
        return Question(self.holdings, self.merged, target).answer()

    def voting(self, target: int) -> Voting:
        """Who commands the votes among the firms above `target`."""
        return Voting(self.holdings, self.merged, above(self.holdings, target).firms)
