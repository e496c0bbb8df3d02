"""Whatever a room tells through the outbox has somebody who listens, in either role."""

import importlib
from pathlib import Path

import puhui
from puhui.app.handlers import DELIVERIES, TOPICS, handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party, shipped_institution


def test_every_topic_a_room_tells_has_a_listener() -> None:
    """No message waits in the outbox for ever: each name in a room's events is in the list, and no other."""
    told = set()
    for module in sorted(Path(puhui.__file__).parent.glob("*/events.py")):
        events = importlib.import_module(f"puhui.{module.parent.name}.events")
        told |= {value for name, value in vars(events).items() if name.isupper()}
    assert told == set(TOPICS)


def test_both_roles_listen_to_every_topic_and_wait_for_partners_apart() -> None:
    """A topic of the other role is heard and nothing follows; deliveries have their own worker."""
    for party in (platform_party(), shipped_institution("test_brook_bank")):
        assert set(handlers_of(party, Outside())) == set(TOPICS)
    assert set(TOPICS) >= DELIVERIES
