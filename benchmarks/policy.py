"""How fast policy is: our compiled tables against zen-engine, the same tables, both with a full trace.

`decisions_per_second`: all six shipped tables compiled, with the trace of every rule and the SHA-256 of
the canonical inputs. `ratio_zen_table` and `ratio_zen_graph`: ours ÷ zen-engine on one table and on the
six tables in a chain. Each figure is the best of several short turns taken by both in the same run, so
that a busy machine slows both.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import zen

from puhui.decision.jdm import Value, sealed, version_of
from puhui.decision.model import Step
from puhui.decision.policy import Policy, shipped_policy

TURNS = 5
TURN_SECONDS = 0.4
TABLE = Step.ELIGIBILITY


def measure() -> dict[str, float]:
    """All figures by their fixed names."""
    policy, cases = shipped_policy(), some_facts(512, seed=7)
    engine = zen.ZenEngine({"loader": documents(policy).__getitem__})
    table = policy.tables[TABLE].run
    best = _best_rates(
        {
            "decisions_per_second": lambda facts: (policy.walk(facts), version_of(sealed(facts))),
            "graph_per_second": policy.walk,
            "table_per_second": table,
            "zen_table_per_second": lambda facts: engine.evaluate(TABLE.value, facts, {"trace": True}),
            "zen_graph_per_second": lambda facts: engine.evaluate("graph", facts, {"trace": True}),
        },
        cases,
    )
    return {
        **best,
        "ratio_zen_table": best["table_per_second"] / best["zen_table_per_second"],
        "ratio_zen_graph": best["graph_per_second"] / best["zen_graph_per_second"],
    }


def some_facts(count: int, seed: int) -> list[dict[str, Value]]:
    """Facts of made-up applications, most of them clean, some with something missing."""
    draw = random.Random(seed)
    return [_facts(draw) for _ in range(count)]


def documents(policy: Policy) -> dict[str, str]:
    """What zen-engine loads: every step alone, and the six in a chain as `graph`."""
    alone = {step.value: policy.contents[step] for step in Step}
    return {**alone, "graph": json.dumps(chain(policy))}


def chain(policy: Policy) -> dict[str, Any]:
    """One JDM graph: the facts pass through all six tables, each table's answer lies under its own name."""
    nodes = [{"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}}]
    for step in Step:
        (node,) = [
            it for it in json.loads(policy.contents[step])["nodes"] if it["type"] == "decisionTableNode"
        ]
        content = {**node["content"], "passThrough": True, "outputPath": step.value}
        nodes.append({**node, "id": step.value, "content": content})
    nodes.append({"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}})
    edges = [
        {"id": f"e{n}", "sourceId": before["id"], "targetId": after["id"], "type": "edge"}
        for n, (before, after) in enumerate(pairwise(nodes))
    ]
    return {"nodes": nodes, "edges": edges}


def _facts(draw: random.Random) -> dict[str, Value]:
    amount = draw.uniform(1e4, 5e6)
    return {
        "path": draw.choice(["application", "batch"]),
        "channel": "facilitation",
        "consent": True,
        "identity": draw.choices(["MATCH", "MISMATCH", "ERROR", None], [90, 4, 3, 3])[0],
        "enterprise": draw.choices(["MATCH", "NOT_REGISTERED", "NO_RECORD"], [80, 15, 5])[0],
        "listing": draw.choices(["NO_RECORD", "MATCH"], [97, 3])[0],
        "overdue_now": draw.random() < 0.03,
        "purpose": "working_capital",
        "invoices_total": float(draw.choice([0, 12, 340, 5_000])),
        "sales_12m_yuan": round(amount, 2),
        "monthly_cash_yuan": round(amount / 120, 2),
        "existing_service_share": round(draw.uniform(0, 0.7), 4),
        "debts_known": draw.random() < 0.95,
        "history_months": float(draw.randint(1, 36)),
        "days_since_sale": float(draw.randint(1, 120)),
        "sales_void_share": round(draw.uniform(0, 0.6), 4),
        "sales_red_amount_share": round(draw.uniform(0, 0.6), 4),
        "fraud_both_ways_share": round(draw.uniform(0, 0.7), 4),
        "fraud_last_month_share": round(draw.uniform(0, 1), 4),
        "neighbours_on_phone": draw.choice([None, 0, 1, 5]),
        "neighbours_at_address": draw.choice([None, 0, 3, 9]),
        "neighbours_defaulted": draw.choice([None, 0, 0, 2]),
        "band": draw.choice(["A", "B", "C", "D"]),
        "amount_yuan": round(amount / 10, 2),
        "months": 12,
    }


def _best_rates(
    runs: Mapping[str, Callable[[dict[str, Value]], object]], cases: Sequence[dict[str, Value]]
) -> dict[str, float]:
    best = dict.fromkeys(runs, 0.0)
    for _ in range(TURNS):
        for name, run in runs.items():
            best[name] = max(best[name], _rate(run, cases))
    return best


def _rate(run: Callable[[dict[str, Value]], object], cases: Sequence[dict[str, Value]]) -> float:
    done, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < TURN_SECONDS:
        for facts in cases:
            run(facts)
        done += len(cases)
    return done / spent


def main() -> None:
    """Print the figures, as a table for people or as JSON."""
    figures = measure()
    if "--json" in sys.argv:
        print(json.dumps(figures, indent=2))
        return
    for name, value in figures.items():
        print(f"{name:<24}{value:>14,.1f}")


if __name__ == "__main__":
    main()
