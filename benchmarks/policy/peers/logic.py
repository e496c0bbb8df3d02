"""json-logic (PyPI `json-logic-qubit`): rules as JSON, interpreted."""

from collections.abc import Mapping
from typing import Any

from json_logic import jsonLogic

from benchmarks.policy.peers import Run
from benchmarks.policy.peers.dialects import json_logic_points, json_logic_rules
from puhui.decision.jdm import Table
from puhui.learn import Scorecard


def ready(table: Table, scorecard: Scorecard) -> Run:
    """A rule at a time; it knows no compiling."""
    rules, points = json_logic_rules(table), json_logic_points(scorecard)

    def run(facts: Mapping[str, Any]) -> tuple[list[bool], int]:
        return [jsonLogic(rule, facts) for rule in rules], jsonLogic(points, facts)

    return run
