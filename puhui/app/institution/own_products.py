"""Which of the institution's own products a case is about.

A package names one. An institution's own borrower gets the best of those that fit once they are approved, and
before that the one that looks nearest, so that the page can say what it is about.
"""

from decimal import Decimal

from puhui.app.party import Party
from puhui.decision import Band
from puhui.ground import Work
from puhui.intake import Application, subject
from puhui.kernel import Problem
from puhui.matching import KeptMatching, Product, offers_of


def product_named(party: Party, code: str) -> Product | None:
    """One of its products by its code."""
    return next((it for it in party.catalogue.products if it.code == code), None)


def own_product(work: Work, party: Party, asked: Application) -> Product:
    """What its own borrower is offered, or would be. Every institution has at least one product."""
    made = offers_of(work, asked.id)
    if isinstance(made, KeptMatching) and made.offers:
        chosen = [offer for offer in made.offers if offer.chosen_at is not None]
        found = product_named(party, (chosen or made.offers)[0].product)
        if found is not None:
            return found
    return _nearest(work, party, asked)


def _nearest(work: Work, party: Party, asked: Application) -> Product:
    borrower = subject(work, asked.enterprise_id or asked.owner_id)
    kind = None if isinstance(borrower, Problem) else borrower.kind

    def distance(product: Product) -> tuple[int, Decimal, str]:
        misses = (
            kind not in product.borrower_kinds,
            asked.months not in product.months,
            asked.purpose not in product.purposes,
            not product.amount_least_fen <= asked.amount_fen <= product.amount_most_fen,
        )
        return sum(misses), product.rates.get(Band.B, Decimal(1)), product.code

    return min(party.catalogue.products, key=distance)
