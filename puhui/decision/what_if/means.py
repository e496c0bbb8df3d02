"""What records were made by, each read once: policies, scorecards, laws."""

from typing import Any

from sqlalchemy import Row

from puhui.decision import store
from puhui.decision.keeping import MadeBy
from puhui.decision.model import Law
from puhui.decision.policy import Policy, kept_policy
from puhui.decision.scoring import Rater, scorecard_from
from puhui.ground import Work


class Means:
    """Versions by their hash, as they lie in the database."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._policies: dict[str, Policy] = {}
        self._scorecards: dict[str, Rater] = {}
        self._laws: dict[str, Law] = {}

    def of(self, row: Row[Any]) -> MadeBy:
        """Everything that a kept decision was made by."""
        return MadeBy(
            self.policy(row.policy_version), self.scorecard(row.scorecard_version), self.law(row.law_version)
        )

    def policy(self, version: str) -> Policy:
        """A policy, compiled."""
        found = self._policies.get(version)
        return found or self._policies.setdefault(version, kept_policy(self._content(version)))

    def scorecard(self, version: str) -> Rater:
        """What rated: a table of points, or a registered model."""
        found = self._scorecards.get(version)
        return found or self._scorecards.setdefault(version, scorecard_from(self._content(version)))

    def law(self, version: str) -> Law:
        """The law of that day."""
        found = self._laws.get(version)
        return found or self._laws.setdefault(version, Law.opened(self._content(version)))

    def _content(self, version: str) -> bytes:
        return store.version_content(self._work.connection, version)
