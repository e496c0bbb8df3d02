"""A decision under way holds its application, and nobody who only names it has to wait."""

from sqlalchemy import text

from puhui.desk import refresh
from puhui.ground import Actor, Ground
from puhui.intake import standing
from tests.decision.applying import applied


def test_the_queue_numbers_an_application_while_a_decision_holds_it(ground: Ground, clerk: Actor) -> None:
    """Each waited for what the other had: one for the application, the other for its relations."""
    with ground.work(clerk) as work:
        asked = applied(work)
    with ground.work(clerk) as deciding, ground.work(clerk) as listing:
        standing(deciding, asked.id, hold=True)
        listing.connection.execute(text("SET LOCAL lock_timeout = '2s'"))
        row = refresh(listing, asked.id)
    assert row is not None and row.number.endswith("000001")
