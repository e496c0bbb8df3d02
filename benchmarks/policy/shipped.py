"""The tables that ship with Puhui, and facts about made-up applications for them; zen-engine beside them."""

import json
import random
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from puhui.decision.jdm import Value
from puhui.decision.model import Step
from puhui.decision.policy import Policy


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
    return in_a_row({step.value: json.loads(policy.contents[step]) for step in Step})


def in_a_row(tables: Mapping[str, Mapping[str, Any]], after: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    """Documents of one table each as one graph that passes its facts on; `after` are nodes at its end."""
    nodes = [{"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}}]
    for name, document in tables.items():
        (node,) = [it for it in document["nodes"] if it["type"] == "decisionTableNode"]
        content = {**node["content"], "passThrough": True, "outputPath": name}
        nodes.append({**node, "id": name, "content": content})
    nodes += [*after, {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}}]
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
