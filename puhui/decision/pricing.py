"""The band's best rate, where a table of rates and lost customers is at hand.

A price belongs to a published band, never to one borrower: willingness to pay of an individual is no
input (PIPL 24, design 2.6). For every rate on the table, what is earned on one yuan lent is

    (1 − churn) × (rate × (1 − PD) − PD × loss given default − funding − operating − capital)

with the band's mean PD (table `rating`) and the costs of the table `pricing_basis` (`money.stack`). The best
rate of each band becomes a price table of its own, JDM like the shipped one, so that it is traced, versioned
and replayed in the same way.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from puhui.decision.jdm import Meta
from puhui.decision.model import Band
from puhui.decision.money.stack import stack_for
from puhui.decision.policy import Policy


@dataclass(frozen=True, slots=True)
class ChurnAt:
    """At one yearly rate, the share of customers lost in each band."""

    annual_rate: Decimal
    lost_share: Mapping[Band, Decimal]


def priced_by_churn(policy: Policy, table: Sequence[ChurnAt], source: str) -> Policy:
    """The policy with its price table replaced by each band's best rate; a band that no rate on the table
    covers the cost of gets none, and is referred."""
    bands = [band for band in Band if all(band in at.lost_share for at in table)]
    best = {band: rate for band in bands if (rate := _best(policy, table, band)) is not None}
    basis = policy.tables["pricing_basis"].table.meta
    meta = Meta(basis.owner, source, f"computed on {basis.version}", basis.effective)
    return policy.with_table("price", price_document(best, meta))


def _best(policy: Policy, table: Sequence[ChurnAt], band: Band) -> Decimal | None:
    rating = next((row for row in policy.tables["rating"].says if row.get("band") == band.value), None)
    basis = policy.look_up("pricing_basis", {"band": band.value})
    if rating is None or not basis:
        return None
    stack = stack_for(basis, Decimal(str(rating["band_probability"])))

    def earned(at: ChurnAt) -> Decimal:
        return (1 - at.lost_share[band]) * stack.earned(at.annual_rate)

    best = max(sorted(table, key=lambda at: at.annual_rate), key=earned)
    return best.annual_rate if earned(best) > 0 else None


def price_document(best: Mapping[Band, Decimal], about: Meta) -> bytes:
    """A price table as JDM: one row a band, and none for the rest."""
    rules = [{"_id": band.value, "band": f"'{band.value}'", "rate": str(rate)} for band, rate in best.items()]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": "band", "name": "等级 band", "field": "band"}],
        "outputs": [{"id": "rate", "name": "年利率 annual rate, simple", "field": "annual_rate"}],
        "rules": [*rules, {"_id": "rest", "band": "", "rate": "null"}],
    }
    meta = {
        "owner": about.owner,
        "source": about.source,
        "version": about.version,
        "effective": about.effective.isoformat(),
    }
    nodes = [
        {"id": "facts", "type": "inputNode", "name": "facts", "position": {"x": 80, "y": 160}},
        {
            "id": "price",
            "type": "decisionTableNode",
            "name": "价格 Price",
            "position": {"x": 400, "y": 160},
            "content": content,
        },
        {"id": "said", "type": "outputNode", "name": "said", "position": {"x": 720, "y": 160}},
    ]
    edges = [
        {"id": "e1", "sourceId": "facts", "targetId": "price", "type": "edge"},
        {"id": "e2", "sourceId": "price", "targetId": "said", "type": "edge"},
    ]
    return json.dumps({"_meta": meta, "nodes": nodes, "edges": edges}, indent=1, ensure_ascii=False).encode()
