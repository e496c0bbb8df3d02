"""The newest decision step by step: every rule's outcome, figures in words, versions, times."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from puhui.decision import (
    Kept,
    StepSeen,
    WaterfallBody,
    decision_marks,
    facts_seen,
    figure_name,
    figure_said,
    in_use_since,
    limit_seen,
    steps_seen,
    timings_of,
)
from puhui.desk.bodies.case.decided import (
    ContributionShown,
    DecisionListed,
    DecisionShown,
    MeasureShown,
    RuleShown,
    StepShown,
    VersionShown,
)
from puhui.desk.bodies.shapes import said
from puhui.desk.wording import purpose_name, word
from puhui.ground import Work
from puhui.kernel import Text

FRAUD: Final = "fraud"
_BY_PERSON: Final = "person_decided"


def decision_body(work: Work, kept: Kept, *, sees_fraud: bool) -> DecisionShown:
    """A decision with everything that made it. What the fraud table looked at is for few (domain 5.7)."""
    record = kept.record
    facts = facts_seen(work, kept)
    steps = [step_body(it, facts) for it in steps_seen(work, kept)]
    since = in_use_since(work, record["versions"])
    path = limit_seen(work, kept)
    return DecisionShown(
        id=kept.id,
        decided_at=kept.decided_at,
        outcome=kept.outcome.value,
        owner=kept.owner.value,
        by_person=any(code == _BY_PERSON for _, code in record["reasons"]),
        band=kept.band.value if kept.band else None,
        limit_fen=kept.limit_fen,
        annual_rate=kept.annual_rate,
        apr_simple=kept.apr_simple,
        probability=record["probability"],
        points=record["points"],
        reasons=[said(it) for it in kept.reasons],
        hints=[said(it) for it in kept.hints],
        limit_path=None if path is None else WaterfallBody.of(path),
        steps=[it for it in steps if sees_fraud or it.step != FRAUD],
        contributions=[_contribution(it, facts) for it in record["contributions"]],
        versions=[
            VersionShown(kind=kind, version=version, since=since.get(version))
            for kind, version in sorted(record["versions"].items())
        ],
        inputs_hash=kept.inputs_hash,
        record_hash=kept.record_hash,
        timings=timings_of(work, kept.id),
    )


def fraud_step(work: Work, kept: Kept) -> StepShown | None:
    """The fraud table's part alone."""
    seen = (it for it in steps_seen(work, kept) if it.step == FRAUD)
    return next((step_body(it, facts_seen(work, kept)) for it in seen), None)


def listed_bodies(work: Work, application_id: UUID) -> list[DecisionListed]:
    """Every decision, the newest first."""
    return [
        DecisionListed(id=it.id, decided_at=it.decided_at, outcome=it.outcome.value)
        for it in decision_marks(work, application_id)
    ]


def step_body(seen: StepSeen, measures: Mapping[str, Any]) -> StepShown:
    """One table's part, with the figures that its columns ask for."""
    name = word("steps", seen.step)
    return StepShown(
        step=seen.step,
        name=said(name if name.zh != seen.step else seen.name),
        outcome=seen.outcome.value if seen.outcome else None,
        table=seen.step,
        rows=[
            RuleShown(
                id=row.row_id,
                description=said(row.description),
                taken=row.taken,
                stopped_at_column=row.stopped_at,
                stopped_at_name=None if row.stopped_at_name is None else said(row.stopped_at_name),
                outcome=row.outcome.value if row.outcome else None,
            )
            for row in seen.rows
        ],
        measures={
            name: _measure(label, measures[name], name)
            for name, label in seen.looked_at.items()
            if name in measures
        },
    )


def _measure(label: Text, value: Any, name: str) -> MeasureShown:  # noqa: ANN401 - a fact of a record
    return MeasureShown(label=said(label), value=value, shown=said(_shown(name, value)))


def _shown(name: str, value: Any) -> Text:  # noqa: ANN401 - a fact of a record
    if not isinstance(value, str):
        return figure_said(name, value)
    return purpose_name(value) if name == "purpose" else word("values", value)


def _contribution(part: Sequence[Any], facts: Mapping[str, Any]) -> ContributionShown:
    feature, _, shortfall_points = part
    value = facts.get(feature)
    return ContributionShown(
        feature=feature,
        label=said(figure_name(feature)),
        value=value,
        shown=said(figure_said(feature, value)),
        points=-shortfall_points or 0.0,
    )
