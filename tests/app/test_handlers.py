"""Whatever a room tells through the outbox has somebody who listens."""

import importlib
from pathlib import Path

import puhui
from puhui.app.handlers import HANDLERS


def test_every_topic_a_room_tells_has_a_listener() -> None:
    """No message waits in the outbox for ever: each name in a room's events is in the list, and no other."""
    told = set()
    for module in sorted(Path(puhui.__file__).parent.glob("*/events.py")):
        events = importlib.import_module(f"puhui.{module.parent.name}.events")
        told |= {value for name, value in vars(events).items() if name.isupper()}
    assert told == set(HANDLERS)
