"""What was published is what the very next round of matching offers, in every process of the house."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from puhui.decision import Band
from puhui.ground import Actor, Ground
from puhui.ground.database import make_engine
from puhui.kernel import FixedClock, Outcome
from puhui.matching import (
    Catalogue,
    KeptMatching,
    catalogue_now,
    make_offers,
    request_for,
    shipped_catalogue,
)
from puhui.matching.publishing.service import Shelf
from tests.conftest import NOW
from tests.evidence.subjects import consented
from tests.matching.publishing.writing import CODE, SHELF, document, publish
from tests.matching.test_service import decided

CHEAP = {"A": "0.0500", "B": "0.0600", "C": "0.0700"}


def offers(ground: Ground, clerk: Actor, decision: int) -> KeptMatching:
    """What a made-up shop in band B is offered, in a work of its own."""
    with ground.work(clerk) as work:
        asked = decided(work)
        for text_id in ("identity", "invoices", "debts"):
            consented(work, asked.owner_id, text_id)
        request = request_for(
            work,
            asked.id,
            outcome=Outcome.APPROVE,
            limit_fen=asked.amount_fen,
            band=Band.B,
            industry="F5211",
            household_credit_fen=0,
        )
        found = make_offers(work, request, UUID(int=decision))  # type: ignore[arg-type]
    assert isinstance(found, KeptMatching), found
    return found


def rate_of(found: KeptMatching, code: str = CODE) -> Decimal | None:
    """At what true yearly cost a product was offered; None where it was not."""
    return next((round(it.apr_simple, 4) for it in found.offers if it.product == code), None)


def test_the_very_next_offer_is_the_published_one(ground: Ground, clerk: Actor) -> None:
    """Cheaper from now on; what was offered before stays as it was offered."""
    before = offers(ground, clerk, 1)
    publish(ground, document(rates=CHEAP))
    after = offers(ground, clerk, 2)
    assert (rate_of(before), rate_of(after)) == (Decimal("0.1120"), Decimal("0.0600"))
    assert {it.product for it in before.offers} == {it.product for it in after.offers}


def test_every_process_of_the_house_offers_it(ground: Ground, clerk: Actor, database_url: str) -> None:
    """Another process, which offered the old one before, needs no restart."""
    engine = make_engine(database_url)
    other = Ground(ground.settings, engine, ground.vault, ground.clock)
    offers(other, clerk, 1)
    publish(ground, document(rates=CHEAP))
    assert rate_of(offers(other, clerk, 2)) == Decimal("0.0600")
    engine.dispose()


def test_a_new_product_joins_and_an_ended_one_leaves(ground: Ground, clerk: Actor) -> None:
    """A code of its own beside the old ones; and off the shelf by its last day."""
    publish(ground, document(code="cloud_shop_credit", rates=CHEAP))
    assert rate_of(offers(ground, clerk, 1), "cloud_shop_credit") == Decimal("0.0600")
    publish(ground, document(active={"from": "2026-01-01", "to": "2026-11-22"}))
    assert rate_of(offers(ground, clerk, 2)) is None


def test_it_takes_effect_on_its_day(ground: Ground, clerk: Actor) -> None:
    """Published on Monday for Thursday."""
    publish(ground, document(rates=CHEAP), NOW.date() + timedelta(days=3))
    on = {}
    for days in (2, 3):
        later = replace(ground, clock=FixedClock(NOW + timedelta(days=days)))
        on[days] = rate_of(offers(later, clerk, days))
    assert on == {2: Decimal("0.1120"), 3: Decimal("0.0600")}


def test_nothing_published_leaves_the_catalogue_as_it_is(ground: Ground, clerk: Actor) -> None:
    """The very same one comes back."""
    with ground.work(clerk) as work:
        assert catalogue_now(work, shipped_catalogue()) is shipped_catalogue()


def test_an_institution_lends_on_its_own_products(
    ground: Ground, clerk: Actor, tenant_ground: Callable[[str], Ground]
) -> None:
    """What the platform published is nothing to it, and what it publishes is nothing to a neighbour."""
    publish(ground, document(rates=CHEAP))
    code = "test_cloud_bank"
    own = tuple(it for it in shipped_catalogue().products if it.institution == code)
    catalogue = Catalogue({code: shipped_catalogue().institutions[code]}, own)
    with tenant_ground(code).work(clerk) as work:
        assert catalogue_now(work, catalogue) is catalogue
    rates = {"A": "0.08", "B": "0.1", "C": "0.14"}
    publish(tenant_ground(code), document(rates=rates), shelf=Shelf(catalogue, SHELF.documents, is_own=True))
    with tenant_ground(code).work(clerk) as work:
        found = {it.code: it for it in catalogue_now(work, catalogue).products}
    assert found[CODE].rates[Band.B] == Decimal("0.1")
    assert {it.institution for it in found.values()} == {code}
    with tenant_ground("test_brook_bank").work(clerk) as work:
        assert catalogue_now(work, shipped_catalogue()) is shipped_catalogue()
