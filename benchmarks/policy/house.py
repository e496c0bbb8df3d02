"""The policy that is measured: `house.yaml` as one table, as a table a step, and as a scorecard."""

import random
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from puhui.decision.jdm import Table, Value, read_table, sealed
from puhui.learn import Bin, Factor, Scorecard

Document = dict[str, Any]
_META = {"owner": "benchmark", "source": "house.yaml", "version": "1", "effective": "2026-11-01"}


@cache
def written() -> dict[str, Any]:
    """What the file says."""
    said: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("house.yaml").read_text("utf-8"))
    return said


def single() -> Document:
    """All twenty rules as one collecting table over every field they look at."""
    return document("house", [rule for rules in written()["rules"].values() for rule in rules])


def steps() -> dict[str, Document]:
    """The same rules, a table a step."""
    return {step: document(step, rules) for step, rules in written()["rules"].items()}


def table(name: str, content: Document) -> Table:
    """A document as Puhui reads it."""
    return read_table(name, sealed(content), f"{name}.json")


def scorecard() -> Scorecard:
    """Its ten features as a scorecard of ours."""
    said = written()["scorecard"]
    factors = tuple(
        Factor(name, tuple(_bins(it["edges"], it["points"])), it["missing"], 0)
        for name, it in said["points"].items()
    )
    return Scorecard("house", "1", "default", said["base_points"], factors)


def fields() -> tuple[str, ...]:
    """Every field that a rule or the scorecard looks at."""
    rules = [name for rules in written()["rules"].values() for rule in rules for name in rule["if"]]
    return tuple(dict.fromkeys([*rules, *written()["scorecard"]["points"]]))


def document(name: str, rules: Iterable[Mapping[str, Any]]) -> Document:
    """Rules as one JDM document."""
    rules = list(rules)
    columns = list(dict.fromkeys(it for rule in rules for it in rule["if"]))
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": f"in_{it}", "name": it, "field": it} for it in columns],
        "outputs": [{"id": f"out_{it}", "name": it, "field": it} for it in ("outcome", "reason")],
        "rules": [
            {
                "_id": rule["id"],
                **{f"in_{it}": rule["if"].get(it, "") for it in columns},
                "out_outcome": f"'{rule['then'][0]}'",
                "out_reason": f"'{rule['then'][1]}'",
            }
            for rule in rules
        ],
    }
    at = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": at},
        {"id": name, "type": "decisionTableNode", "name": name, "position": at, "content": content},
        {"id": "out", "type": "outputNode", "name": "out", "position": at},
    ]
    edges = [
        {"id": "e1", "sourceId": "in", "targetId": name, "type": "edge"},
        {"id": "e2", "sourceId": name, "targetId": "out", "type": "edge"},
    ]
    return {"_meta": _META, "nodes": nodes, "edges": edges}


def some_firms(count: int, seed: int) -> list[dict[str, Value]]:
    """Facts about made-up firms, every field of the policy among them; most clean, some with something
    missing. All numbers are floats, because two of the peers know no other."""
    draw = random.Random(seed)
    return [_firm(draw) for _ in range(count)]


def _firm(draw: random.Random) -> dict[str, Value]:
    sales = round(draw.uniform(3e4, 5e6), 2)
    return {
        "path": draw.choice(["application", "batch"]),
        "consent": draw.random() < 0.98,
        "identity": draw.choices(["MATCH", "MISMATCH", "ERROR", None], [90, 4, 3, 3])[0],
        "enterprise": draw.choices(["MATCH", "NOT_REGISTERED", "NO_RECORD"], [80, 15, 5])[0],
        "listing": draw.choices(["NO_RECORD", "MATCH"], [97, 3])[0],
        "overdue_now": draw.random() < 0.03,
        "purpose": draw.choices(["working_capital", "stock", "equipment", "other"], [5, 3, 2, 1])[0],
        "debts_known": draw.random() < 0.95,
        "books_own": draw.random() < 0.97,
        "books_whole": draw.random() < 0.97,
        "rows_left_out_share": round(draw.uniform(0, 0.3), 4),
        "invoices_total": draw.choice([0.0, 12.0, 340.0, 5_000.0]),
        "sales_12m_yuan": sales,
        "monthly_cash_yuan": round(sales / 120, 2),
        "existing_service_share": draw.choice([None, round(draw.uniform(0, 0.7), 4)]),
        "debt_balance_yuan": draw.choice([0.0, round(sales / draw.uniform(2, 50), 2)]),
        "history_months": float(draw.randint(1, 36)),
        "days_since_sale": draw.choice([None, *map(float, range(1, 200, 9))]),
        "sales_void_share": round(draw.uniform(0, 0.6), 4),
        "sales_red_amount_share": round(draw.uniform(0, 0.6), 4),
        "sales_6m_change": draw.choice([None, round(draw.uniform(-0.8, 0.8), 4)]),
        "top_buyer_share": round(draw.uniform(0.02, 1), 4),
        "fraud_both_ways_share": round(draw.uniform(0, 0.7), 4),
        "fraud_last_month_share": round(draw.uniform(0, 1), 4),
        "neighbours_on_phone": draw.choice([None, 0.0, 1.0, 5.0]),
        "neighbours_at_address": draw.choice([None, 0.0, 3.0, 9.0]),
        "neighbours_defaulted": draw.choice([None, 0.0, 0.0, 2.0]),
        "band": draw.choice(["A", "B", "C", "D", None]),
        "amount_yuan": round(sales / 10, 2),
        "months": draw.choice([6.0, 12.0, 24.0, 48.0, None]),
    }


def _bins(edges: list[float], points: list[int]) -> Iterable[Bin]:
    bounds = [None, *edges, None]
    return (Bin(low, high, it) for low, high, it in zip(bounds, bounds[1:], points, strict=False))
