"""What an allocation takes for granted, and what pricing tables say it costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import yaml

from puhui.decision.model import Band
from puhui.decision.money.allocation.model import Costs, Menu
from puhui.decision.money.stack import stack_for
from puhui.decision.policy import Policy
from puhui.decision.pricing import ChurnAt

_FILE: Final = Path(__file__).with_name("allocation.yaml")


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken where nobody says otherwise (`allocation.yaml`)."""

    lot_yuan: int
    least_yuan: int
    risk_weight: float
    gap_wanted: float
    seconds: float
    inclusive: tuple[str, ...]


@cache
def taken_for_granted() -> Taken:
    """The defaults, each in a table with an owner."""
    rows: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    named = {name: rows[name] for name in Taken.__dataclass_fields__}
    return Taken(**{**named, "inclusive": tuple(rows["inclusive"])})


def menus_by(table: Sequence[ChurnAt], highest_rate: Decimal) -> dict[str, Menu]:
    """For each band that a rate and churn table knows, its rates up to what the law allows that day."""
    lawful = sorted((at for at in table if at.annual_rate <= highest_rate), key=lambda at: at.annual_rate)
    bands = [band for band in Band if lawful and all(band in at.lost_share for at in lawful)]
    rates = np.array([float(at.annual_rate) for at in lawful])
    return {
        band.value: Menu(rates, np.array([1 - float(at.lost_share[band]) for at in lawful])) for band in bands
    }


def costs_of(policy: Policy, bands: Sequence[str], instead: Mapping[str, float]) -> Costs:
    """What a yuan drawn costs by band, by the table `pricing_basis`; `instead` overrules single columns."""
    stacks = [
        stack_for({**policy.look_up("pricing_basis", {"band": band}), **instead}, Decimal(0))
        for band in bands
    ]
    return Costs(
        np.array([float(it.loss_given_default) for it in stacks]),
        np.array([float(it.funding + it.operating + it.capital) for it in stacks]),
    )
