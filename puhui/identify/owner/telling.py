"""What is told of one person beside the probability: reasons, and what to ask next."""

from collections.abc import Mapping
from dataclasses import dataclass

from puhui.features import PersonSource
from puhui.identify.owner.forest import Sums
from puhui.identify.owner.held import OwnerModel
from puhui.identify.owner.model import Kind, Weighed
from puhui.identify.owner.policy import policy
from puhui.identify.owner.saying import question, weighed
from puhui.identify.owner.scoring import columns_of_sources
from puhui.kernel import Text

Values = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one person, before words."""

    probability: float
    runs: bool
    kind: Kind
    registered: bool | None
    sources: frozenset[PersonSource]


@dataclass(frozen=True, slots=True)
class Words:
    """Topics with what they added, the reasons among them, and the question."""

    weighed: tuple[Weighed, ...]
    reasons: tuple[Text, ...]
    question: Text | None


def tell(model: OwnerModel, verdict: Verdict, parts: Sums, values: Values) -> Words:
    """`parts` are the model's own, one a feature, in log odds."""
    columns = columns_of_sources()
    seen = {name for source in verdict.sources for name in columns[source]}
    own = {name: float(part) for name, part in zip(model.owner.features, parts, strict=True) if name in seen}
    topics = weighed(own, values)
    unsure = not verdict.runs and verdict.probability >= policy().unsure_from
    asked = question(
        kind=verdict.kind,
        runs=verdict.runs,
        unsure=unsure,
        registered=verdict.registered,
        sources=verdict.sources,
    )
    return Words(topics, _reasons(topics, values, runs=verdict.runs), asked)


def _reasons(topics: tuple[Weighed, ...], values: Values, *, runs: bool) -> tuple[Text, ...]:
    """The strongest of those that speak for what was answered and have a number to show."""
    least = policy().reasons_from
    said = [one for one in topics if values.get(one.feature) is not None]
    with_it = [one for one in said if (one.weight > 0) == runs and abs(one.weight) >= least]
    return tuple(one.text for one in with_it[: policy().reasons])
