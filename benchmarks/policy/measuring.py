"""Everything in one run: the compiled policy alone, its batch, zen-engine and the other engines beside it."""

import sys

import zen

from benchmarks.policy import house
from benchmarks.policy.batch import batch_rates
from benchmarks.policy.peers import Run, peers, zen_graph
from benchmarks.policy.shipped import documents, some_facts
from benchmarks.policy.timing import best_rates
from puhui.decision.jdm import compile_table, compile_walk, sealed, version_of
from puhui.decision.model import Step
from puhui.decision.policy import points_of, shipped_policy

CASES = 512


def measure() -> dict[str, float]:
    """All figures by their fixed names."""
    return _house() | batch_rates() | _shipped()


def _house() -> dict[str, float]:
    """Twenty rules on thirty fields and a scorecard."""
    firms, scorecard = house.some_firms(CASES, seed=7), house.scorecard()
    single = house.table("house", house.single())
    table = compile_table(single).run
    steps = [house.table(name, it) for name, it in house.steps().items()]
    walk = compile_walk(steps, points_of(scorecard), scorecard.base_points).run
    others = {name: run for name, run in peers(single, scorecard).items() if _is_there(name, run)}
    best = best_rates(
        {
            "decisions_per_second": lambda facts: (walk(facts), version_of(sealed(facts))),
            "graph_per_second": walk,
            "table_per_second": table,
            "zen_table_per_second": zen_graph.one_table(),
            "zen_graph_per_second": zen_graph.whole_graph(),
            **{f"{name}_per_second": run for name, run in others.items() if run},
        },
        firms,
    )
    ratios = {f"ratio_{name}": best["graph_per_second"] / best[f"{name}_per_second"] for name in others}
    return best | {
        "ratio_zen_table": best["table_per_second"] / best["zen_table_per_second"],
        "ratio_zen_graph": best["graph_per_second"] / best["zen_graph_per_second"],
        **ratios,
    }


def _is_there(name: str, run: Run | None) -> bool:
    if run is None:
        print(f"{name}: not installed", file=sys.stderr)
    return run is not None


def _shipped() -> dict[str, float]:
    """The tables that ship, as before: six of them, and one."""
    policy, cases = shipped_policy(), some_facts(CASES, seed=7)
    engine = zen.ZenEngine({"loader": documents(policy).__getitem__})
    best = best_rates(
        {
            "shipped_decisions_per_second": lambda facts: (policy.walk(facts), version_of(sealed(facts))),
            "shipped_graph_per_second": policy.walk,
            "shipped_table_per_second": policy.tables[Step.ELIGIBILITY].run,
            "shipped_zen_table_per_second": lambda it: engine.evaluate(Step.ELIGIBILITY, it, {"trace": True}),
            "shipped_zen_graph_per_second": lambda it: engine.evaluate("graph", it, {"trace": True}),
        },
        cases,
    )
    table = best["shipped_table_per_second"] / best["shipped_zen_table_per_second"]
    graph = best["shipped_graph_per_second"] / best["shipped_zen_graph_per_second"]
    return best | {"shipped_ratio_zen_table": table, "shipped_ratio_zen_graph": graph}
