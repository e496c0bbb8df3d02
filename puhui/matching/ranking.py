"""Which offer comes first: the one that is cheapest for the borrower, counting the chance of a refusal.

    expected rate = chance × yearly all-in cost + (1 − chance) × price cap

Whoever is refused has lost a hard inquiry and must look elsewhere; how dear that may become is bounded by
the law's cap, so the cap stands for it. The figure is both things domain 11 asks for, cost and chance, in one
number that a person can check. The all-in cost is measured on the cap's own basis.

What the platform earns is not a field of anything that this module can see (decision 0014).
"""

from decimal import Decimal
from typing import Final

from puhui.cost import Quote
from puhui.decision import Band
from puhui.matching.model import Product
from puhui.rulebook import Basis, PriceCap

_PLACES: Final = Decimal("0.0000000001")


def expected_rate(all_in: Decimal, chance: Decimal, cap: Decimal) -> Decimal:
    """What the borrower may expect to pay per year by trying this offer first.

    >>> expected_rate(Decimal("0.12"), Decimal("0.75"), Decimal("0.24"))
    Decimal('0.1500000000')
    """
    return (chance * all_in + (1 - chance) * cap).quantize(_PLACES)


def approval_chance(product: Product, band: Band, chances: dict[Band, Decimal]) -> Decimal:
    """The band's chance at a usual lender times this product's appetite for the band, at most one."""
    return min(Decimal(1), chances[band] * product.appetite.get(band, Decimal(0)))


def all_in_cost(quote: Quote, cap: PriceCap) -> Decimal:
    """The quote's own yearly figure on the basis of the cap."""
    return quote.apr_simple if cap.basis is Basis.APR_SIMPLE else quote.apr_effective


def order_of(
    expected: Decimal, quote: Quote, chance: Decimal, code: str
) -> tuple[Decimal, int, Decimal, str]:
    """The sorting key: expected rate, then total cost in fen, then the better chance, then the code."""
    return expected, quote.total_cost_fen, -chance, code
