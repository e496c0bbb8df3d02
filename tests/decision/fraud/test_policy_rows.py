"""The shipped fraud table: every row speaks of its own fact from its threshold on, and only two decline."""

from typing import Any

import pytest

from puhui.decision import EvidencePath, shipped_policy
from puhui.decision.fraud.outcome import FraudOutcome, fraud_outcome, rules_that_hit
from puhui.kernel import Outcome
from tests.decision.making import decided, firm

ROWS = {
    "device": {"neighbours_on_device": 4.0},
    "account": {"neighbours_on_account": 3.0},
    "owner_firms": {"neighbours_of_owner": 9.0},
    "guarantor": {"neighbours_of_guarantor": 5.0},
    "owner_day": {"velocity_owner_24h": 3.0},
    "owner_week": {"velocity_owner_7d": 6.0},
    "enterprise_week": {"velocity_enterprise_7d": 4.0},
    "enterprise_people": {"velocity_owners_of_enterprise_30d": 2.0},
    "phone_day": {"velocity_phone_24h": 4.0},
    "phone_people": {"velocity_people_on_phone_30d": 4.0},
    "address_day": {"velocity_address_24h": 6.0},
    "account_people": {"velocity_people_on_account_30d": 2.0},
    "device_hour": {"velocity_device_1h": 3.0},
    "device_people": {"velocity_people_on_device_24h": 3.0},
    "many_devices": {"velocity_devices_of_owner_7d": 4.0},
    "amount_growth": {"velocity_amount_growth_30d": 3.0},
    "ring_guarantee": {"fraud_ring_guarantee_cycle": 0.64},
    "ring_invoices": {"fraud_ring_circular_invoicing": 0.5},
    "ring_identities": {"fraud_ring_borrowed_identity": 0.5},
    "ring_devices": {"fraud_ring_device_farm": 0.5},
    "ring_roles": {"fraud_ring_role_change": 0.7},
}


def said(**facts: Any) -> dict[str, Any]:
    """The record of a sound shop with these facts about its surroundings."""
    sound = firm(EvidencePath.APPLICATION, amount_fen=20_000_000)
    evidence = {**sound.evidence, **facts}
    changed = type(sound)(**{name: getattr(sound, name) for name in sound.__slots__} | {"evidence": evidence})
    return decided(changed).record()


@pytest.mark.parametrize(("row", "facts"), ROWS.items(), ids=list(ROWS))
def test_a_row_speaks_from_its_threshold_on_and_asks_a_person(row: str, facts: dict[str, float]) -> None:
    """And one less is silent: an honest look-alike passes."""
    record = said(**facts)
    assert rules_that_hit(record) == (row,)
    assert fraud_outcome(record) is FraudOutcome.REFERRED and record["outcome"] == "refer"
    less = {name: value - (1 if value >= 1 else 0.3) for name, value in facts.items()}
    assert rules_that_hit(said(**less)) == ()


def test_unknown_facts_say_nothing() -> None:
    """A shop of which nothing of this is known is clear."""
    assert fraud_outcome(said()) is FraudOutcome.CLEAR


@pytest.mark.parametrize("over", ["phone", "device"])
def test_it_declines_only_where_a_check_and_a_count_agree(over: str) -> None:
    """Six others within a day and an identity that does not match; either alone asks a person."""
    many = {f"velocity_people_on_{over}_24h": 6.0}
    alone, both = said(**many), said(identity="MISMATCH", **many)
    assert fraud_outcome(alone) is not FraudOutcome.DECLINED
    assert fraud_outcome(said(identity="MISMATCH")) is FraudOutcome.REFERRED
    assert fraud_outcome(both) is FraudOutcome.DECLINED
    table = shipped_policy().tables["fraud"]
    declining = {
        row.row_id
        for row, says in zip(table.table.rows, table.says, strict=True)
        if says["outcome"] == Outcome.DECLINE
    }
    assert declining == {"identity_on_phone", "identity_on_device"}
