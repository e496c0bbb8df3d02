"""Who lives on the street: one owner and one business each, of every kind the long tail has."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from town import ids

_DATA: Final = Path(__file__).parent / "data"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_PREFIXES: Final = ("测试", "示例", "样本", "虚构")
_REGISTERED: Final = {"enterprise": "1", "individual_business": "2", "cooperative": "3"}
_FARM: Final = frozenset({"养鸡户", "菜农户"})
_PURPOSES: Final = ("进货周转", "换一台设备", "备节前的货", "付店面租金")


@dataclass(frozen=True, slots=True)
class Resident:
    """One business with its owner, as they would fill in a form; nothing here says how it really is."""

    code: str
    kind: str
    trade: str
    firm_name: str
    owner_name: str
    owner_id: str
    mobile: str
    bank_card: str
    uscc: str | None
    industry_code: str
    employees: int
    started_on: date
    address: str
    amount_yuan: int
    months: int
    purpose: str
    debt_balance_yuan: int
    debt_monthly_yuan: int


@dataclass(frozen=True, slots=True)
class Nature:
    """How a resident's business really runs; written to the truth file only."""

    character: dict[str, Any]
    trade: dict[str, Any]


def settle(seed: int, firms: int, until: date) -> tuple[tuple[Resident, Nature], ...]:
    """The residents of a street, the same for the same seed, every character present from eight firms on."""
    rng = random.Random(f"street/{seed}")
    trades, characters = _table("trades"), _cast(rng, firms)
    return tuple(
        _resident(random.Random(f"resident/{seed}/{number}"), number, trade, character, until)
        for number, (trade, character) in enumerate(
            zip(_dealt(rng, trades, firms), characters, strict=True), 1
        )
    )


def _resident(
    rng: random.Random, number: int, trade: dict[str, Any], character: dict[str, Any], until: date
) -> tuple[Resident, Nature]:
    kind = _kind(rng, trade["word"], character["name"], number)
    started_on = _started_on(rng, int(character["months"]), until)
    month_yuan = trade["sales_yuan"] * character["scale"]
    owed_yuan = round(month_yuan * character["debt"] / 1_200) * 1_200
    resident = Resident(
        code=f"T{number:03d}",
        kind=kind,
        trade=trade["word"],
        firm_name=_firm_name(kind, trade["word"], number),
        owner_name=f"测试人{_STEMS[number % 10]}{_BRANCHES[number % 12]}",
        owner_id=ids.resident_id(
            date(1968 + rng.randrange(32), rng.randint(1, 12), rng.randint(1, 28)), number
        ),
        mobile=ids.mobile(number),
        bank_card=ids.bank_card(number),
        uscc=ids.credit_code(_REGISTERED[kind], number) if kind in _REGISTERED else None,
        industry_code=trade["industry"],
        employees=max(1, round(trade["employees"] * character["scale"])),
        started_on=started_on,
        address=f"虚构市样本区测试街{number}号",
        amount_yuan=max(10_000, min(500_000, round(month_yuan * rng.uniform(0.8, 1.6) / 10_000) * 10_000)),
        months=rng.choice((6, 12, 12, 12, 24)),
        purpose=rng.choice(_PURPOSES),
        debt_balance_yuan=owed_yuan,
        debt_monthly_yuan=owed_yuan // 12,
    )
    return resident, Nature(character, trade)


def _kind(rng: random.Random, word: str, character: str, number: int) -> str:
    if word in _FARM:
        return "farm_household"
    if word.endswith("合作社"):
        return "cooperative"
    if character in {"circular", "void_heavy"} or word in {"运输队", "软件工作室"}:
        return "enterprise"
    if character == "no_invoice":
        return ("unregistered_operator", "person")[number % 2]
    return rng.choice(("individual_business", "individual_business", "enterprise"))


def _firm_name(kind: str, word: str, number: int) -> str:
    shop = f"{_PREFIXES[number % 4]}{word}·{_STEMS[number % 10]}{_BRANCHES[number % 12]}"
    return f"{shop}有限公司" if kind == "enterprise" else shop


def _started_on(rng: random.Random, months: int, until: date) -> date:
    history_days = months * 30 if 0 < months < 24 else 24 * 30 + rng.randrange(200, 3000)
    return until - timedelta(days=history_days)


def _cast(rng: random.Random, firms: int) -> list[dict[str, Any]]:
    characters = _table("characters")
    cast = [character for character in characters for _ in range(character["weight"])]
    while len(cast) < firms:
        cast *= 2
    first, rest = characters[: min(firms, len(characters))], cast
    chosen = [*first, *rng.sample(rest, firms - len(first))]
    rng.shuffle(chosen)
    return chosen


def _dealt(rng: random.Random, trades: list[dict[str, Any]], firms: int) -> Iterator[dict[str, Any]]:
    order = list(trades)
    rng.shuffle(order)
    for number in range(firms):
        yield order[number % len(order)]


def _table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((_DATA / f"{name}.yaml").read_text("utf-8"))
    return rows
