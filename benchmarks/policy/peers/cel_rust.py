"""cel-rust behind Python (PyPI `common-expression-language`)."""

from collections.abc import Mapping
from typing import Any

import cel

from benchmarks.policy.peers import Run
from benchmarks.policy.peers.dialects import CEL, whole
from puhui.decision.jdm import Table
from puhui.learn import Scorecard


def ready(table: Table, scorecard: Scorecard) -> Run:
    """One compiled program."""
    program = cel.compile(whole(CEL, table, scorecard))

    def run(facts: Mapping[str, Any]) -> tuple[list[bool], int]:
        *held, points = program.execute(facts)
        return held, points

    return run
