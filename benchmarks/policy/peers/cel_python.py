"""cel-python (PyPI `cel-python`): Google's Common Expression Language in Python."""

from collections.abc import Mapping
from typing import Any

import celpy

from benchmarks.policy.peers import Run
from benchmarks.policy.peers.dialects import CEL_BY_HAS, whole
from puhui.decision.jdm import Table
from puhui.learn import Scorecard


def ready(table: Table, scorecard: Scorecard) -> Run:
    """One compiled program; facts are turned into its types for every decision, as it asks for. It compares
    nothing with null: what is missing is left out and asked for by `has`; over which its CompiledRunner
    stumbles (0.5.0), so that it runs as it does by default."""
    environment = celpy.Environment()
    program = environment.program(environment.compile(whole(CEL_BY_HAS, table, scorecard)))

    def run(facts: Mapping[str, Any]) -> tuple[list[bool], int]:
        known = {name: it for name, it in facts.items() if it is not None}
        *held, points = program.evaluate({"f": celpy.json_to_cel(known)})
        return held, points

    return run
