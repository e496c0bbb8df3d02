"""What a decision was made by lies in the database whenever a decision names it."""

from sqlalchemy import text

from puhui.decision import store
from puhui.decision.jdm import version_of
from puhui.ground import Ground
from tests.conftest import NOW

POLICY = [(version_of(b"{}"), "policy", b"{}")]


def test_versions_of_a_transaction_that_was_undone_are_sent_again(ground: Ground) -> None:
    """Two decisions in one work find their own versions there; undone, the next one must not miss them."""
    with ground.engine.connect() as undone:
        store.have_versions(undone, POLICY, NOW)
        store.have_versions(undone, POLICY, NOW)
        undone.rollback()
    with ground.engine.begin() as next_one:
        store.have_versions(next_one, POLICY, NOW)
    with ground.engine.connect() as after:
        kept = after.execute(text("SELECT count(*) FROM decision.version")).scalar_one()
    assert kept == 1
