"""One statement finds whoever shares something, along indexes, in this mode, under consents that stand."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.decision.fraud.velocity import Handed, Seen, velocity
from puhui.decision.fraud.windows import Over, bounds
from puhui.ground import Work
from puhui.intake import withdraw_consent
from tests.decision.fraud.past import Past
from tests.evidence.subjects import consented, shop


@pytest.fixture
def past(work: Work) -> Past:
    """An empty past."""
    return Past(work)


def test_a_phone_is_found_by_its_blind_index_on_either_party(past: Past) -> None:
    """Others on the owner's phone and on the firm's, each application once."""
    owner, firm = past.person("13800000000"), past.person("13800000001")
    other, third = past.person("13800000000"), past.person("13800000001")
    both = past.applied(other, 2, enterprise=third)
    past.applied(third, 30)
    past.applied(past.person("13800000099"), 1)
    told = past.told(past.applied(owner, enterprise=firm))
    assert (told["velocity_phone_24h"], told["velocity_phone_7d"]) == (1, 2)
    assert told["velocity_people_on_phone_30d"] == 2 and both


def test_owner_and_enterprise_are_counted_apart(past: Past) -> None:
    """The owner asked for another firm; somebody else asked for this one."""
    owner, other, firm, elsewhere = (past.person() for _ in range(4))
    past.applied(owner, 5, enterprise=elsewhere)
    past.applied(other, 6, enterprise=firm)
    told = past.told(past.applied(owner, enterprise=firm))
    assert (told["velocity_owner_24h"], told["velocity_enterprise_24h"]) == (1, 1)
    assert told["velocity_owners_of_enterprise_30d"] == 1


@pytest.mark.parametrize(
    ("kind", "thing", "over"),
    [
        ("registered_address", "address:0a", "address"),
        ("holds_account", "account:0b", "account"),
        ("uses_device", "device:0c", "device"),
    ],
)
def test_what_hangs_on_the_same_node_is_found(past: Past, kind: str, thing: str, over: str) -> None:
    """Addresses, accounts and devices are words of the graph; the relation's kind need not be the same."""
    owner, other = past.person(), past.person()
    past.related(owner, kind, thing)
    past.related(other, "pays_into" if over == "account" else kind, thing)
    past.applied(other, 3)
    told = past.told(past.applied(owner))
    assert told[f"velocity_{over}_24h"] == 1


def test_without_any_account_or_device_they_stay_unknown(past: Past) -> None:
    """Nobody sends them yet: no count is given, not even none."""
    told = past.told(past.applied(past.person()))
    assert told["velocity_owner_24h"] == 0
    assert not [name for name in told if any(it in name for it in ("device", "account", "address", "phone"))]


def test_an_edge_whose_consent_was_taken_back_is_walked_no_more(past: Past, work: Work) -> None:
    """From the instant on, and for both sides."""
    owner_id, _firm = shop(work)
    consent, other = consented(work, owner_id, "relations"), past.person()
    past.related(owner_id, "uses_device", "device:0c", source="relations", consent=consent.id)
    past.related(other, "uses_device", "device:0c")
    past.applied(other, 3)
    asked = past.applied(owner_id)
    assert past.told(asked)["velocity_device_24h"] == 1
    withdraw_consent(work, consent.id)
    assert "velocity_device_24h" not in past.told(asked)


def test_a_draft_that_was_never_handed_in_is_nothing(past: Past) -> None:
    """And one that was handed in long after it was begun counts from then on."""
    owner = past.person("13800000000")
    past.applied(past.person("13800000000"), 1, is_draft=True)
    assert past.told(past.applied(owner))["velocity_phone_24h"] == 0


def test_test_and_live_do_not_see_each_other(past: Past, work: Work) -> None:
    """A phone tried out in test mode is nothing to a live decision, and the other way round."""
    owner = past.person("13800000000")
    past.applied(past.person("13800000000"), 1)
    for table in ("subject", "application"):
        work.connection.execute(text(f"UPDATE intake.{table} SET mode = 'live'"))
    mine = past.person("13800000000")
    told = past.told(past.applied(mine))
    assert (told["velocity_phone_90d"], owner is None) == (0, False)


def test_a_crowded_phone_is_read_up_to_its_bound_and_still_looks_crowded(past: Past) -> None:
    """More subjects than one look reads: the newest are read, and people on it are as many."""
    most = bounds().subjects_most
    for _ in range(most + 20):
        past.applied(past.person("13800000000"), 1)
    told = past.told(past.applied(past.person("13800000000")))
    assert told["velocity_people_on_phone_24h"] >= most - 1


def test_late_and_out_of_order_gives_what_in_order_gives(past: Past) -> None:
    """Rows written in any order: the database counts as the plain definition does."""
    owner, others = past.person("1"), [past.person("1") for _ in range(5)]
    moments = [90.0, 0.5, 700.0, 3.0, 1900.0, 26.0, 0.1, 170.0]
    rows = [(others[at % 5], hours, past.applied(others[at % 5], hours)) for at, hours in enumerate(moments)]
    asked = past.applied(owner)
    now = past.work.now()
    plain = Seen(
        asked,
        owner,
        10_000_000,
        frozenset({Over.OWNER, Over.PHONE}),
        tuple(
            Handed(Over.PHONE, number, who, now - timedelta(hours=hours), 10_000_000)
            for who, hours, number in reversed(rows)
        ),
        {},
    )
    assert past.told(asked) == velocity(plain, now)


def test_no_clear_value_is_asked_or_told(past: Past) -> None:
    """Only ids, moments, amounts and words of the graph travel."""
    owner = past.person("13800000000")
    past.applied(past.person("13800000000"), 1)
    told = past.seen(past.applied(owner))
    assert "13800000000" not in repr(told)
    assert all(isinstance(it.owner_id, UUID) for it in told.handed)
