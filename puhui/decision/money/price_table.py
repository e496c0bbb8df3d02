"""A price table derived from what a loan costs: one rate a band, with the stack it stands on.

The rate is the lowest that covers the band's stack (`stack`), up to a whole step; where a table of rates and
lost customers is given, the one of its rates that earns most among those that cover it. Never above the
lawful cap of the day: a band whose costs pass the cap gets no price, and is referred. What comes out is a
JDM draft with owner and source, to be looked over, tried and published like any other table.

The only things a price may follow from are in the signature: bands, costs, the day's cap, a published table.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from puhui.decision.jdm import Meta, Value
from puhui.decision.model import Band
from puhui.decision.money.stack import Stack, stack_for
from puhui.decision.policy import Policy
from puhui.decision.pricing import ChurnAt, price_document
from puhui.kernel import Problem, Text

STEP: Final = Decimal("0.0005")
_WORST_SAID: Final = Decimal("0.9999")


@dataclass(frozen=True, slots=True)
class Priced:
    """One band's price and why. `annual_rate` is None where the costs pass the cap."""

    band: Band
    stack: Stack
    least_rate: Decimal
    annual_rate: Decimal | None
    lost_share: Decimal | None


def priced_by_cost(
    policy: Policy,
    cap: Decimal,
    *,
    instead: Mapping[str, Value] | None = None,
    probabilities: Mapping[Band, Decimal] | None = None,
    churn: Sequence[ChurnAt] = (),
    step: Decimal = STEP,
) -> tuple[Priced, ...]:
    """A price for every band that `pricing_basis` knows the costs of. `instead` overrules single columns of
    that table, `probabilities` the mean PD that `rating` gives a band."""
    found = []
    for band in Band:
        probability = (probabilities or {}).get(band, _mean_probability(policy, band))
        basis = policy.look_up("pricing_basis", {"band": band.value})
        if probability is not None and basis.get("funding_cost") is not None:
            stack = stack_for({**basis, **(instead or {})}, probability)
            found.append(_priced(band, stack, cap, churn, step))
    return tuple(found)


def drafted(priced: Sequence[Priced], owner: str, source: str, day: date) -> bytes:
    """The prices as a JDM table that names its owner and where it comes from."""
    best = {it.band: it.annual_rate for it in priced if it.annual_rate is not None}
    return price_document(best, Meta(owner, source, f"draft of {day.isoformat()}", day))


def probabilities_from_card(content: bytes, policy: Policy) -> dict[Band, Decimal] | Problem:
    """Each band's mean PD by a model's card: of the calibration rows whose stated probability falls into the
    band, the worse of what was said and what happened, weighted by rows. Bands without such a row keep what
    the table `rating` gives them."""
    try:
        rows = json.loads(content)["quality"]["calibration"]
        told = [(int(it["rows"]), _share(it["said"]), _share(it["happened"])) for it in rows]
    except (ValueError, KeyError, TypeError, ArithmeticError):
        return _NOT_A_CARD
    by_band: dict[Band, list[tuple[int, Decimal]]] = {}
    for count, said, happened in told:
        band = policy.look_up("rating", {"probability": float(said)}).get("band")
        if band is not None and count > 0:
            by_band.setdefault(Band(str(band)), []).append((count, max(said, happened)))
    return {
        band: min(sum((n * worse for n, worse in it), Decimal(0)) / sum(n for n, _ in it), _WORST_SAID)
        for band, it in by_band.items()
    }


def _priced(band: Band, stack: Stack, cap: Decimal, churn: Sequence[ChurnAt], step: Decimal) -> Priced:
    least = stack.least_rate(step)
    offered = [at for at in churn if band in at.lost_share and least <= at.annual_rate <= cap]
    if offered:
        best = max(
            sorted(offered, key=lambda at: at.annual_rate),
            key=lambda at: (1 - at.lost_share[band]) * stack.earned(at.annual_rate),
        )
        return Priced(band, stack, least, best.annual_rate, best.lost_share[band])
    return Priced(band, stack, least, least if least <= cap else None, None)


def _mean_probability(policy: Policy, band: Band) -> Decimal | None:
    row = next((it for it in policy.tables["rating"].says if it.get("band") == band.value), None)
    return None if row is None else Decimal(str(row["band_probability"]))


def _share(written: Any) -> Decimal:  # noqa: ANN401 - a card's number
    share = Decimal(str(written))
    if not 0 <= share <= 1:
        raise ValueError("a probability lies between 0 and 1")
    return share


_NOT_A_CARD: Final = Problem(
    "card.unusable",
    Text("这不是模型卡，或卡上没有校准。", "This is not a model's card, or it has no calibration."),
    Text("给出模型文件夹里的 card.json。", "Name the card.json of a model's folder."),
)
