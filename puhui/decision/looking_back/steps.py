"""Which rule said what, from the record and the very tables that it was made by. Nothing here decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from puhui.decision.figures import figure
from puhui.decision.jdm import Value
from puhui.decision.jdm.compiling import HIT
from puhui.decision.keeping import Kept, open_inputs
from puhui.decision.looking_back.written import Written, written_in
from puhui.decision.policy import Policy, kept_policy
from puhui.decision.store import get_decision, version_content
from puhui.features import Unit, feature_named
from puhui.ground import Erased, Work
from puhui.kernel import Outcome, Text


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """One row that was looked at. `stopped_at` is the field that did not hold, None where the row spoke."""

    row_id: str
    description: Text
    taken: bool
    stopped_at: str | None
    stopped_at_name: Text | None
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One table's part in a decision, row by row; `looked_at` are the figures its columns ask for."""

    step: str
    name: Text
    outcome: Outcome | None
    rows: tuple[RuleSeen, ...]
    looked_at: Mapping[str, Text]


def steps_seen(work: Work, kept: Kept) -> tuple[StepSeen, ...]:
    """Every rule's outcome, from the record and the very tables that it was made by."""
    policy = kept_policy(version_content(work.connection, kept.record["versions"]["policy"]))
    return tuple(_step(policy, taken) for taken in kept.record["steps"])


def facts_seen(work: Work, kept: Kept) -> Mapping[str, Value]:
    """Every fact that the tables could read: what was gathered, and the money reckoned from it. Nothing once
    the subject was erased."""
    row = get_decision(work.connection, work.actor.mode, kept.id)
    inputs = None if row is None else open_inputs(work, row)
    if inputs is None or isinstance(inputs, Erased):
        return {}
    rated = {name: kept.record[name] for name in ("band", "probability", "points")}
    return {**inputs.facts(), **rated, **kept.record["measures"]}


def figure_name(name: str) -> Text:
    """A figure's name in words: as its catalogue says it, else as the code is written."""
    feature = feature_named(name)
    plain = name.removesuffix("_share").removesuffix("_yuan").removesuffix("_fen").replace("_", " ")
    return feature.title if feature else Text(plain, plain)


def figure_said(name: str, value: Value) -> Text:
    """A figure in words of both languages."""
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    feature, told = feature_named(name), figure(name, value)
    if feature is None or feature.unit is not Unit.CHANGE or not isinstance(value, float | int) or not value:
        return told
    sign = "−" if value < 0 else "+"
    return Text(f"{sign}{told.zh}", f"{sign}{told.en}")


def _step(policy: Policy, taken: Mapping[str, Any]) -> StepSeen:
    name = str(taken["step"])
    compiled = policy.tables.get(name)
    outcome = Outcome(taken["outcome"]) if taken["outcome"] else None
    if compiled is None:
        return StepSeen(name, Text(name, name), outcome, (), {})
    written = written_in(policy.contents[name])
    rows = tuple(_rows(compiled.table.inputs, compiled.says, written, taken["trace"]))
    return StepSeen(name, written.name, outcome, rows, dict(written.columns))


def _rows(
    inputs: tuple[str, ...], says: tuple[dict[str, Any], ...], written: Written, trace: list[int]
) -> Iterator[RuleSeen]:
    for position, stopped in enumerate(trace):
        row_id, description = written.rows[position]
        said = says[position].get("outcome")
        stopped_at = None if stopped == HIT else inputs[stopped]
        yield RuleSeen(
            row_id,
            description,
            stopped == HIT,
            stopped_at,
            None if stopped_at is None else written.columns[stopped_at],
            Outcome(said) if said else None,
        )
