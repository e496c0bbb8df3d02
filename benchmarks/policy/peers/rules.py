"""rule-engine (PyPI `rule-engine`): rules over Python objects."""

from collections.abc import Mapping
from typing import Any

import rule_engine

from benchmarks.policy.peers import Run
from benchmarks.policy.peers.dialects import RULE_ENGINE, whole
from puhui.decision.jdm import Table
from puhui.learn import Scorecard


def ready(table: Table, scorecard: Scorecard) -> Run:
    """One compiled rule that gives a list."""
    context = rule_engine.Context(resolver=rule_engine.resolve_item)
    rule = rule_engine.Rule(whole(RULE_ENGINE, table, scorecard), context=context)

    def run(facts: Mapping[str, Any]) -> tuple[list[bool], int]:
        *held, points = rule.evaluate(facts)
        return held, int(points)

    return run
