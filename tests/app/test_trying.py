"""Shadows work beside the house: soon after a decision, in either mode, and never in its way."""

import time
from dataclasses import replace

from sqlalchemy import text

from puhui.app.trying import try_once, trying
from puhui.decision import Kept, decide_application, shipped_policy
from puhui.ground import Actor, Ground, Mode
from tests.decision.applying import applied
from tests.decision.making import SCORECARD
from tests.decision.trial.trying import published, shadow_of


def decided(ground: Ground, clerk: Actor, mode: Mode) -> Kept:
    """A made-up application, decided and committed."""
    with ground.work(replace(clerk, mode=mode)) as work:
        kept = decide_application(work, applied(work).id, scorecard=SCORECARD)
    assert isinstance(kept, Kept)
    return kept


def shadows(ground: Ground) -> set[str]:
    """The modes in which something was decided beside."""
    with ground.engine.connect() as connection:
        return set(connection.execute(text("SELECT mode FROM decision.shadow")).scalars())


def test_a_round_serves_real_business_and_trying_out(ground: Ground, clerk: Actor) -> None:
    """Each decision once, in its own mode."""
    published(ground, "cheaper", shadow_of())
    for mode in Mode:
        decided(ground, clerk, mode)
    assert try_once(ground, shipped_policy()) == 2
    assert try_once(ground, shipped_policy()) == 0
    assert shadows(ground) == {"live", "test"}


def test_it_follows_by_itself(ground: Ground, clerk: Actor) -> None:
    """The thread looks again and again, and ends with what it stands beside."""
    published(ground, "cheaper", shadow_of())
    with trying(ground, shipped_policy(), look_seconds=0.02):
        decided(ground, clerk, Mode.LIVE)
        deadline = time.monotonic() + 20
        while not shadows(ground) and time.monotonic() < deadline:
            time.sleep(0.02)
    assert shadows(ground) == {"live"}


def test_a_round_that_fails_is_followed_by_another(ground: Ground, clerk: Actor) -> None:
    """A trial that nobody can read does not stop the others."""
    published(ground, "cheaper", shadow_of())
    decided(ground, clerk, Mode.LIVE)
    with ground.engine.begin() as connection:
        connection.execute(text("ALTER TABLE decision.shadow RENAME TO away"))
    try:
        with trying(ground, shipped_policy(), look_seconds=0.02):
            time.sleep(0.2)
            with ground.engine.begin() as connection:
                connection.execute(text("ALTER TABLE decision.away RENAME TO shadow"))
            deadline = time.monotonic() + 20
            while not shadows(ground) and time.monotonic() < deadline:
                time.sleep(0.02)
        assert shadows(ground) == {"live"}
    finally:
        with ground.engine.begin() as connection:
            connection.execute(text("ALTER TABLE IF EXISTS decision.away RENAME TO shadow"))
