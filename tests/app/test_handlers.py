"""Whatever a room tells through the outbox has somebody who listens, in either role."""

import importlib
from pathlib import Path

import pytest

import puhui
from puhui.app.handlers import DELIVERIES, FROM_INSTITUTIONS, TOPICS, handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party, shipped_institution
from puhui.ground import Mode, Work
from puhui.ground.outbox import Message
from puhui.kernel import Problem, new_id
from puhui.matching.events import OFFERS_MADE


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


@pytest.mark.parametrize("topic", sorted(set(TOPICS) - FROM_INSTITUTIONS))
def test_an_institution_cannot_speak_with_the_voice_of_the_house(work: Work, topic: str) -> None:
    """Its login may write into the outbox; a decision or a withdrawal it writes there is nobody's."""
    payload = {
        "consent_id": str(new_id()),
        "application_id": str(new_id()),
        "offer_id": str(new_id()),
        "decision_id": str(new_id()),
        "handover_id": str(new_id()),
        "outcome": "decline",
        "status": "withdrawn",
    }
    forged = Message(new_id(), topic, "key", Mode.LIVE, payload, work.now(), institution="test_cloud_bank")
    told = handlers_of(platform_party(), Outside())[topic](work, forged)
    assert isinstance(told, Problem)
    assert told.code == "message.institution.forbidden"


def test_in_its_own_house_an_institution_is_the_house(work: Work) -> None:
    """There every message carries its code, and its handlers do what they are asked."""
    own = Message(new_id(), OFFERS_MADE, "key", Mode.LIVE, {}, work.now(), institution="test_brook_bank")
    listeners = handlers_of(shipped_institution("test_brook_bank"), Outside())
    assert listeners[OFFERS_MADE](work, own) is None
