"""A limit as the bounds it came through: what each alone would carry, how it was reckoned, which one holds.

Pure, and made from a record alone: its inputs, its tables and its law give again every number that was
compared, so that a picture of an old decision is as exact as of a new one. The sentences are a table
(`waterfall.yaml`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.decision.jdm import Value
from puhui.decision.law import nominal_cap
from puhui.decision.model import Inputs, Law
from puhui.decision.money.amounts import FEN_PER_YUAN, as_decimal, fen_of, not_below_zero_fen
from puhui.decision.money.need import Need, need_of
from puhui.decision.policy import Policy
from puhui.decision.sizing import bounds_fen, room_for_instalments_fen, size
from puhui.kernel import Text, format_percent, say_amount

_FILE: Final = Path(__file__).with_name("waterfall.yaml")


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound of a limit: what it alone would carry, and how that was reckoned."""

    code: str
    name: Text
    amount_fen: int
    holds: bool
    why: Text


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All bounds in the order they are told, the limit they leave, and one sentence about the tightest.

    `carried_fen` is the lowest bound; `limit_fen` is 0 where that is below `least_fen`.
    """

    bounds: tuple[Bound, ...]
    need: Need
    carried_fen: int
    limit_fen: int
    least_fen: int
    says: Text


def waterfall(inputs: Inputs, record: Mapping[str, Any], policy: Policy, law: Law) -> Waterfall | None:
    """The limit of a decision, bound by bound; None where sales, rating or a usable share were not known, so
    that no limit was reckoned."""
    facts = {**inputs.facts(), "band": record["band"], **record["measures"]}
    if facts.get("monthly_cash_yuan") is None or not facts.get("service_share"):
        return None
    facts |= policy.look_up("limit", facts)
    trade = {**law.defaults, **policy.look_up("cash_flow", facts)}
    need = need_of(facts, trade)
    if need is None or facts.get("most_yuan") is None:
        return None
    if trade.get("law_most_yuan") is not None:
        facts["law_most_yuan"] = trade["law_most_yuan"]
    return _told(facts, need, nominal_cap(law))


def _told(facts: Mapping[str, Value], need: Need, highest_rate: Decimal) -> Waterfall:
    limit, amounts = size(facts, highest_rate), bounds_fen(facts, highest_rate)
    tightest = sorted(amounts, key=amounts.__getitem__)
    figures = _figures(facts, need, highest_rate)
    words = _words()["bounds"]
    bounds = tuple(
        Bound(
            code, Text(**words[code]["name"]), fen, code == tightest[0], _filled(words[code]["why"], figures)
        )
        for code, fen in amounts.items()
    )
    least_fen = fen_of(facts["least_yuan"]) or 0
    said = {
        "name": Text(**words[tightest[0]]["name"]),
        "amount": say_amount(limit.carried_fen),
        "next": Text(**words[tightest[1]]["name"]),
        "next_amount": say_amount(amounts[tightest[1]]),
        "step": say_amount(fen_of(facts["round_yuan"]) or 1),
        "limit": say_amount(limit.limit_fen),
        "least": say_amount(least_fen),
    }
    says = _filled(_words()["holds" if limit.limit_fen else "below_least"], said)
    return Waterfall(bounds, need, limit.carried_fen, limit.limit_fen, least_fen, says)


def _figures(facts: Mapping[str, Value], need: Need, highest_rate: Decimal) -> dict[str, Text]:
    """Every figure that a sentence may name, in both languages."""
    monthly_cash_fen = fen_of(facts["monthly_cash_yuan"]) or 0
    plain = {
        "margin": format_percent(need.margin, 1),
        "growth": format_percent(need.growth, 1),
        "season": f"{need.season.normalize():f}",
        "turns": f"{round(need.turns, 2).normalize():f}",
        "share": format_percent(as_decimal(facts["service_share"]), 0),
        "rate": format_percent(highest_rate, 2),
        "months": f"{as_decimal(facts['term_months']).normalize():f}",
        "sales_months": f"{as_decimal(facts['sales_months_most']).normalize():f}",
        "band": str(facts.get("band") or "–"),
    }
    amounts = {
        "sales": need.sales_fen,
        "gross": need.gross_fen,
        "own": need.own_fen,
        "loans": need.loans_fen,
        "other": need.other_fen,
        "cash": monthly_cash_fen,
        "service": not_below_zero_fen(facts.get("debt_service_monthly_yuan")),
        "room": max(room_for_instalments_fen(facts), 0),
        "monthly_sales": round(as_decimal(facts["monthly_sales_yuan"]) * FEN_PER_YUAN),
    }
    return {name: Text(it, it) for name, it in plain.items()} | {
        name: say_amount(fen) for name, fen in amounts.items()
    }


def _filled(template: Mapping[str, str], figures: Mapping[str, Text]) -> Text:
    return Text(
        template["zh"].format(**{name: it.zh for name, it in figures.items()}),
        template["en"].format(**{name: it.en for name, it in figures.items()}),
    )


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return words
