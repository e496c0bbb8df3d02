"""What a price must cover: the costs of a yuan lent for a year, one on top of the other.

    earned = rate × (1 − PD) − PD × loss given default − funding − operating − capital

A rate is only earned by those who pay, so the least rate that covers everything is
`(PD × LGD + funding + operating + capital) ÷ (1 − PD)`. Capital costs what its owner wants beyond what the
same money costs as funding. Every part is of a *band*: nothing about one borrower is in here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from puhui.decision.jdm import Value
from puhui.decision.money.amounts import as_decimal

_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stack:
    """Shares of the balance per year. `probability` is the band's mean PD over a year."""

    probability: Decimal
    loss_given_default: Decimal
    funding: Decimal
    operating: Decimal = _NONE
    capital: Decimal = _NONE

    @property
    def expected_loss(self) -> Decimal:
        """PD × LGD."""
        return self.probability * self.loss_given_default

    @property
    def cost(self) -> Decimal:
        """Everything that a year of a yuan lent costs, the expected loss among it."""
        return self.expected_loss + self.funding + self.operating + self.capital

    def earned(self, annual_rate: Decimal) -> Decimal:
        """What is left of a year's rate on one yuan, on average over the band."""
        return annual_rate * (1 - self.probability) - self.cost

    def least_rate(self, step: Decimal) -> Decimal:
        """The lowest rate that covers the stack, up to a whole step: rounded down it would not.

        >>> Stack(Decimal("0.05"), Decimal("0.45"), Decimal("0.02")).least_rate(Decimal("0.0005"))
        Decimal('0.0450')
        """
        exact = self.cost / (1 - self.probability)
        return (exact / step).to_integral_value(ROUND_CEILING) * step


def stack_for(basis: Mapping[str, Value], probability: Decimal) -> Stack:
    """The stack of one row of `pricing_basis`; columns that an older table lacks cost nothing."""
    funding = as_decimal(basis["funding_cost"])
    return Stack(
        probability,
        as_decimal(basis["loss_given_default"]),
        funding,
        as_decimal(basis.get("operating_cost") or 0),
        capital_cost(
            as_decimal(basis.get("capital_share") or 0), as_decimal(basis.get("target_return") or 0), funding
        ),
    )


def capital_cost(share: Decimal, target_return: Decimal, funding: Decimal) -> Decimal:
    """What capital held against a loan wants beyond its funding.

    >>> capital_cost(Decimal("0.08"), Decimal("0.10"), Decimal("0.02"))
    Decimal('0.0064')
    """
    return share * max(target_return - funding, _NONE)
