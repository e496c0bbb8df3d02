"""Looking around an application over HTTP: what is told, and above all what is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from puhui.evidence import Registration
from puhui.graph import (
    Mark,
    Relation,
    RelationKind,
    record_mark,
    relate_declared,
    relate_invoices,
    relate_registration,
)
from puhui.graph.http.bodies import AroundBody
from puhui.graph.recording import store
from puhui.graph.serving import Made, make_snapshot
from puhui.ground import Actor, Ground, Mode
from puhui.intake import Application, NewApplication, NewSubject, SubjectKind, submit_application
from tests.app.api_client import client_of, key_header
from tests.conftest import NOW
from tests.evidence.subjects import consented, registered, shop
from tests.graph.test_measures import sold_to

AROUND = "/api/v1/graph/around"
_OTHER = NewSubject(SubjectKind.PERSON, "测试二", resident_id="990000198503078885", phone="13800000000")


@dataclass(frozen=True)
class Town:
    """One application with a neighbour, partners, an address, an owner above; and who asks."""

    ground: Ground
    client: TestClient
    who: Mapping[str, str]
    clerk: Actor
    application_id: UUID
    owner_id: UUID
    shop_id: UUID
    other_id: UUID
    relations_consent: UUID
    invoices_consent: UUID
    others_consent: UUID

    def around(self, **asked: Any) -> dict[str, Any]:
        """The answer."""
        found = self.client.post(
            AROUND, json={"application_id": str(self.application_id), **asked}, headers=dict(self.who)
        )
        assert found.status_code == 200, found.text
        AroundBody.model_validate_json(found.content)
        body: dict[str, Any] = found.json()
        return body

    def snapshot(self) -> Made:
        """Write one."""
        made = make_snapshot(self.ground.engine, self.ground.settings.home, Mode.TEST, NOW, 5)
        assert isinstance(made, Made), made
        return made


def record(address: str) -> Registration:
    """A made-up record of the register."""
    return Registration(
        "测试店", None, date(2024, 1, 1), None, None, "测试法人", address, None, None, "测试市"
    )


@pytest.fixture
def town(ground: Ground, clerk: Actor) -> Iterator[Town]:
    """Two shops at one address and on one phone; the other was declined. A firm and a person hold shares."""
    with ground.work(clerk) as work:
        owner_id, shop_id = shop(work)
        other = registered(work, _OTHER)
        given = {text: consented(work, owner_id, text).id for text in ("relations", "invoices")}
        others = consented(work, other.id, "relations").id
        asked = submit_application(work, NewApplication(owner_id, 20_000_000, 12, "stock", shop_id))
        for it in (owner_id, other.id):
            relate_declared(work, it)
        relate_invoices(work, shop_id, sold_to("测试甲公司", "测试乙公司"))
        for it in (shop_id, other.id):
            relate_registration(work, it, record("测试路1号"))
        held = RelationKind.OWNERSHIP
        begun = date(2024, 1, 1)
        shares = [
            Relation(held, f"subject:{owner_id}", f"subject:{shop_id}", "registration", begun, None, 600_000),
            Relation(held, "firm:f1", f"subject:{shop_id}", "registration", begun, None, 400_000),
            Relation(held, "person:p1", "firm:f1", "registration", begun, None, 650_000),
        ]
        store.add_relations(work.connection, work.actor.mode, shares, NOW)
        record_mark(work, other.id, Mark.DECLINED)
    assert isinstance(asked, Application)
    who = key_header(ground, "reviewer", mode=Mode.TEST)
    yield Town(
        ground, client_of(ground), who, clerk, asked.id, owner_id, shop_id, other.id,
        given["relations"], given["invoices"], others,
    )  # fmt: skip


def test_both_centres_their_neighbours_and_who_controls(town: Town) -> None:
    """Roles, distances from each centre, lines with their source, owners with the chain that proves it."""
    found = town.around(hops=2)
    centres = {it["centre"]: it for it in found["members"] if it["centre"]}
    assert set(centres) == {"owner", "enterprise"}
    assert centres["owner"]["hops_owner"] == 0
    assert centres["owner"]["hops_enterprise"] == 1
    roles = {role for it in found["members"] for role in it["roles"]}
    assert {"downstream", "shares_address", "shares_phone", "controller"} & roles >= {
        "shares_address",
        "shares_phone",
    }
    other = [it for it in found["members"] if it["mark"] == "declined"]
    assert len(other) == 1
    assert other[0]["in_both"]
    lines = {it["kind"]: it for it in found["lines"]}
    assert (lines["contact_phone"]["basis"], lines["registered_address"]["basis"]) == ("consent", "public")
    assert lines["trade"]["amount_fen"] == 113_000
    shares = {it["share"] for it in found["lines"] if it["kind"] == "ownership"}
    assert shares == {"0.600000", "0.400000", "0.650000"}
    owners = {it["share"]: it for it in found["owners"]}
    assert set(owners) == {"0.600000", "0.260000"}
    assert owners["0.600000"]["ids"] == [centres["owner"]["id"]]
    assert found["controller"]["ids"] == [centres["owner"]["id"]]
    assert found["complete"]
    assert not found["is_cut"]


def test_memory_and_tables_give_the_same_answer(town: Town) -> None:
    """Before there is a snapshot, from it, and with half of it in the overlay."""
    before = town.around(hops=4)
    town.snapshot()
    assert town.around(hops=4) == before
    with town.ground.work(town.clerk) as work:
        more = [Relation(RelationKind.OWNERSHIP, "person:p1", "firm:f9", "registration", date(2025, 1, 1))]
        store.add_relations(work.connection, work.actor.mode, more, NOW)
    over = town.around(hops=4)
    assert len(over["members"]) == len(before["members"]) + 1
    town.snapshot()
    assert town.around(hops=4) == over
