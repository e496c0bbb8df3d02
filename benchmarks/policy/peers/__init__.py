"""Other engines over the same twenty rules and ten factors: of every rule whether it holds, and the points.

`PEERS` names them; one that is not installed is told so and left out.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from puhui.decision.jdm import Table
from puhui.learn import Scorecard

Run = Callable[[Mapping[str, Any]], tuple[list[bool], int]]
"""Facts in; for each rule whether it holds, and the points, out."""

PEERS = {
    "cel_python": "benchmarks.policy.peers.cel_python",
    "cel_rust": "benchmarks.policy.peers.cel_rust",
    "rule_engine": "benchmarks.policy.peers.rules",
    "json_logic": "benchmarks.policy.peers.logic",
}


def peers(table: Table, scorecard: Scorecard) -> dict[str, Run | None]:
    """Every peer, ready; None where it is not installed (`pip install 'puhui[peers]'`)."""
    return {name: _ready(module, table, scorecard) for name, module in PEERS.items()}


def _ready(module: str, table: Table, scorecard: Scorecard) -> Run | None:
    try:
        run: Run = import_module(module).ready(table, scorecard)
    except ImportError:
        return None
    return run
