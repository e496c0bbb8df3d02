"""The steps at a lender, in order, as the pages count them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from puhui.kernel import Text

LENDING_STEPS: Final = ("inquiry", "result", "suitability", "costs", "account", "contract", "drawdown")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of suitability, with its answers in order."""

    code: str
    text: Text
    options: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class CostLine:
    """One cost, how it is collected, who receives it, and what it adds to the yearly rate."""

    name: Text
    collected: Text
    payee: Text
    amount_fen: int
    annualised: Decimal


@dataclass(frozen=True, slots=True)
class ContingentLine:
    """What is owed only on a breach or on settling early."""

    name: Text
    terms: Text
    payee: Text


@dataclass(frozen=True, slots=True)
class CostSheet:
    """综合融资成本明示表 as it is read: `seconds_left` is the server's count, 0 when it may be confirmed."""

    title: Text
    lender: Text
    principal_fen: int
    received_fen: int
    months: int
    method: str
    lines: tuple[CostLine, ...]
    total_cost_fen: int
    apr_simple: Decimal
    apr_effective: Decimal
    contingent: tuple[ContingentLine, ...]
    statement: Text
    notes: tuple[Text, ...]
    document_hash: str
    shown_at: datetime
    reading_seconds: int
    seconds_left: int
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The account that is paid into and collected from, masked."""

    holder_masked: str
    card_masked: str


@dataclass(frozen=True, slots=True)
class ContractSheet:
    """The contract's words and the hash of exactly these words."""

    words: Text
    text_hash: str
    amount_fen: int
    months: int
    apr_simple: Decimal
    signed_at: datetime | None = None
