"""zen-engine over the same policy: one table, and a chain of a table a step with the points at its end."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import zen

from benchmarks.policy import house
from benchmarks.policy.shipped import in_a_row

Evaluate = Callable[[Mapping[str, Any]], dict[str, Any]]


def one_table() -> Evaluate:
    """All twenty rules as one table, evaluated with a trace."""
    return _with_trace(house.single())


def whole_graph() -> Evaluate:
    """A table a step, then the points as one expression, evaluated with a trace."""
    return _with_trace(in_a_row(house.steps(), [_points()]))


def _with_trace(document: Mapping[str, Any]) -> Evaluate:
    decision = zen.ZenEngine().create_decision(json.dumps(document))
    return lambda facts: decision.evaluate(facts, {"trace": True})


def _points() -> dict[str, Any]:
    said = house.written()["scorecard"]
    text = " + ".join([str(said["base_points"]), *(_factor(*it) for it in said["points"].items())])
    content = {"expressions": [{"id": "points", "key": "points", "value": text}], "passThrough": True}
    at = {"x": 0, "y": 0}
    return {"id": "points", "type": "expressionNode", "name": "points", "position": at, "content": content}


def _factor(name: str, said: Mapping[str, Any]) -> str:
    *points, text = [str(it) for it in said["points"]]
    for edge, worth in zip(reversed(said["edges"]), reversed(points), strict=True):
        text = f"({name} < {edge} ? {worth} : {text})"
    return f"({name} == null ? {said['missing']} : {text})"
