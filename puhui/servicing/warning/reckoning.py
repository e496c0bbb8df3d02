"""From what was seen of a customer to signals and what may be lost. Pure.

Signals are rows of a table (`signals.json`); each multiplies the odds of default that the customer's arrears
already give. What is not known speaks in no row: a withdrawn consent is a signal and changes no odds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import prod
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.decision.jdm import Compiled, Value, check, compile_table, read_table, version_of
from puhui.kernel import Text
from puhui.servicing.warning.model import Signal

_HERE: Final = Path(__file__).parent
_TABLE: Final = _HERE / "signals.json"
_PLACES: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What may be lost of one customer, and why."""

    signals: tuple[Signal, ...]
    default_probability: Decimal
    expected_loss_fen: int


def reckon(facts: Mapping[str, Value], bucket: str, exposure_fen: int) -> Reckoned:
    """Signals, the probability of default within a year, and what is then lost on average.

    >>> found = reckon({"days_past_due": 0, "sales_against_season_share": 0.4}, "C", 10_000_000)
    >>> [it.code for it in found.signals], float(found.default_probability), found.expected_loss_fen
    (['sales_halved'], 0.084906, 509436)
    """
    signals = signals_in(facts)
    told = _told()["default_probability"]
    base = float(told.get(bucket, told["later"]))
    odds = base / (1 - base) * prod(it.odds for it in signals)
    probability = Decimal(odds / (1 + odds)).quantize(_PLACES)
    lost = Decimal(str(_told()["loss_given_default"])) * probability * exposure_fen
    return Reckoned(signals, probability, int(lost))


def signals_in(facts: Mapping[str, Value]) -> tuple[Signal, ...]:
    """Every row that speaks."""
    compiled = table()
    said, _ = compiled.run(dict(facts))
    return tuple(
        Signal(
            compiled.table.rows[at].row_id,
            float(str(compiled.says[at]["odds"])),
            str(compiled.says[at]["do"]),
        )
        for at in said
    )


def what_to_do(signal: str) -> Text:
    """What a signal asks of whoever looks after the customer."""
    does = {row.row_id: str(says["do"]) for row, says in zip(table().table.rows, table().says, strict=True)}
    return Text(**_told()["do"][does[signal]]) if signal in does else Text(signal, signal)


def figures_behind(signal: str) -> tuple[str, ...]:
    """The facts that a signal's row asks for."""
    rows = {row.row_id: row for row in table().table.rows}
    if signal not in rows:
        return ()
    asked = zip(table().table.inputs, rows[signal].cells, strict=True)
    return tuple(name for name, cell in asked if cell.alternatives)


@cache
def table() -> Compiled:
    """The table of signals, checked and compiled."""
    return compile_table(check(read_table("signals", _TABLE.read_bytes(), _TABLE.name), _TABLE.name))


@cache
def table_version() -> str:
    """By what a night's list was made."""
    return version_of(_TABLE.read_bytes() + (_HERE / "reckoning.yaml").read_bytes())


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((_HERE / "reckoning.yaml").read_text("utf-8"))
    return told
