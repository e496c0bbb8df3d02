"""综合融资成本明示表: every cost, its payee and the yearly figure, before anything is signed (domain 2.2).

Persons (owners of small firms and 个体工商户 included) are shown the table of 金规〔2026〕2号, enterprises
the list 企业贷款综合融资成本清单. What is shown is kept as canonical JSON, whose hash is stored with the
borrower's confirmation, so that nobody can argue later about what was on the screen.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from puhui.cost.cost_table_words import (
    FEE_TIMINGS,
    INTEREST,
    INTEREST_TIMINGS,
    NO_OTHER_FEE,
    TITLES,
    Audience,
    fee_name,
)
from puhui.cost.fees import borrowers_fees
from puhui.cost.model import Fee, FeeTiming, Method, Quote
from puhui.cost.quote import quote as quote_terms
from puhui.kernel import Text, yuan


@dataclass(frozen=True, slots=True)
class CostItem:
    """One line of the table. `annualised` lines add up to the table's simple yearly cost."""

    name: Text
    collected: Text
    payee: str
    amount_fen: int
    annualised: Decimal


@dataclass(frozen=True, slots=True)
class ContingentItem:
    """What is owed only on a breach or an early settlement; never inside the yearly figure."""

    name: Text
    terms: Text
    payee: str


@dataclass(frozen=True, slots=True)
class CostTable:
    """Everything the borrower must see. `apr_simple` is labelled 单利, `apr_effective` 复利, always both."""

    audience: Audience
    title: Text
    lender: str
    principal_fen: int
    received_fen: int
    items: tuple[CostItem, ...]
    total_cost_fen: int
    apr_simple: Decimal
    apr_effective: Decimal
    contingent: tuple[ContingentItem, ...]
    statement: Text
    reading_seconds: int
    notes: tuple[Text, ...] = ()

    def canonical_json(self) -> bytes:
        """The same bytes for the same table on any machine: sorted keys, no blanks."""
        return json.dumps(
            asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
        ).encode()

    def document_hash(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(self.canonical_json()).hexdigest()


def cost_table(
    quote: Quote,
    lender: str,
    *,
    audience: Audience = Audience.PERSON,
    contingent: Sequence[ContingentItem] = (),
    reading_seconds: int = 10,
    notes: Sequence[Text] = (),
) -> CostTable:
    """The table for a quote. Contingent fees of its terms come first, then those of `contingent`.

    `reading_seconds` is the rule `disclosure.reading_seconds` on the day of the contract.
    """
    own = tuple(_contingent(fee) for fee in quote.terms.fees if fee.timing is FeeTiming.CONTINGENT)
    return CostTable(
        audience=audience,
        title=TITLES[audience],
        lender=lender,
        principal_fen=quote.terms.principal_fen,
        received_fen=quote.received_fen,
        items=_items(quote, lender),
        total_cost_fen=quote.total_cost_fen,
        apr_simple=quote.apr_simple,
        apr_effective=quote.apr_effective,
        contingent=(*own, *contingent),
        statement=NO_OTHER_FEE,
        reading_seconds=reading_seconds,
        notes=tuple(notes),
    )


def _items(quote: Quote, lender: str) -> tuple[CostItem, ...]:
    """Interest first, then each fee with what it adds to the yearly figure, so that the lines sum to it."""
    fees = tuple(borrowers_fees(quote.terms))
    running = [quote_terms(replace(quote.terms, fees=fees[:count])) for count in range(len(fees))] + [quote]
    how = INTEREST_TIMINGS["with_principal" if quote.terms.method in _AT_ONCE else "each"]
    interest = CostItem(INTEREST, how, lender, quote.interest_fen, running[0].apr_simple)
    added = (
        CostItem(
            fee_name(fee.name),
            FEE_TIMINGS[fee.timing],
            fee.payee,
            after.fees_fen - before.fees_fen,
            after.apr_simple - before.apr_simple,
        )
        for fee, (before, after) in zip(fees, pairwise(running), strict=True)
    )
    return (interest, *added)


def _contingent(fee: Fee) -> ContingentItem:
    amount = f"{yuan(fee.amount_fen)}" if fee.amount_fen else f"{(fee.share * 100).normalize():f}%"
    unit = Text("元", " yuan") if fee.amount_fen else Text("（按约定基数）", " of the agreed base")
    return ContingentItem(fee_name(fee.name), Text(amount + unit.zh, amount + unit.en), fee.payee)


_AT_ONCE: Final = (Method.BULLET, Method.REVOLVING)
