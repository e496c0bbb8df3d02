"""Relations from invoices, registrations and declarations; few true figures; consent at every step."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from puhui.evidence import Registration
from puhui.graph import (
    Mark,
    Measures,
    NodeType,
    measures,
    neighbourhood,
    node,
    record_mark,
    relate_declared,
    relate_invoices,
    relate_registration,
    tables,
)
from puhui.graph.recording.trading import trade_volumes
from puhui.ground import Work
from puhui.ground.database import metadata
from puhui.intake import (
    Consent,
    NewConsent,
    NewSubject,
    Subject,
    SubjectKind,
    current_text,
    give_consent,
    link_business,
    register_subject,
    withdraw_consent,
)
from puhui.kernel import Problem

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PHONE = "13800000000"
IDS = ("990000199001010017", "990000198503078885")


def person(work: Work, which: int = 0) -> Subject:
    """One of two made-up people who share a phone."""
    found = register_subject(
        work, NewSubject(SubjectKind.PERSON, f"测试人{which}", resident_id=IDS[which], phone=PHONE)
    )
    assert isinstance(found, Subject)
    return found


def stall(work: Work, owner: Subject, number: int) -> Subject:
    """One of many made-up stalls."""
    found = register_subject(
        work,
        NewSubject(
            SubjectKind.UNREGISTERED_OPERATOR,
            f"测试摊{number}",
            place=f"测试路{number}号",
            trade="烤冷面",
            since=date(2023, 5, 1),
            evidence=("管理费收据",),
            operated_by=owner.id,
        ),
    )
    assert isinstance(found, Subject)
    return found


def consented(work: Work, subject_id: UUID, text_id: str) -> Consent:
    """A consent to the whole of a current text."""
    shown = current_text(text_id, NOW.date())
    assert shown is not None
    given_now = give_consent(
        work,
        NewConsent(
            subject_id, shown.source, shown.fields, shown.purpose, shown.id, shown.version, shown.hash(),
            NOW + timedelta(days=90), separate=True,
        ),
    )  # fmt: skip
    assert isinstance(given_now, Consent)
    return given_now


def registration(
    representative: str | None = None, address: str | None = None, city: str = "测试市"
) -> Registration:
    """A made-up record of the register."""
    return Registration(
        "测试店", None, date(2024, 1, 1), None, None, representative, address, None, "测试省", city
    )


def sold_to(*counterparties: str) -> pl.DataFrame:
    """One invoice of ¥1,130 to each."""
    return pl.DataFrame(
        {
            "counterparty": list(counterparties),
            "issued_on": [date(2026, 3, 1)] * len(counterparties),
            "total_fen": [113_000] * len(counterparties),
            "voided": [False] * len(counterparties),
        },
        schema_overrides={"counterparty": pl.String, "issued_on": pl.Date, "voided": pl.Boolean},
    )


def measured(work: Work, subject: Subject) -> Measures:
    """The figures of one subject."""
    found = measures(work, subject.id)
    assert isinstance(found, Measures)
    return found


def test_nothing_is_related_without_a_consent(work: Work) -> None:
    """Invoices and declarations need one; the public register does not."""
    shop = person(work)
    for refused in (relate_invoices(work, shop.id, sold_to("甲")), relate_declared(work, shop.id)):
        assert isinstance(refused, Problem)
        assert refused.code == "consent.missing.forbidden"
    assert relate_registration(work, shop.id, registration(address="测试路1号")) == 1


def test_trade_becomes_edges_once_and_they_close_when_the_consent_is_taken_back(work: Work) -> None:
    """Two counterparties, told twice; after the withdrawal nothing of them is walked."""
    shop = person(work)
    consent = consented(work, shop.id, "invoices")
    assert relate_invoices(work, shop.id, sold_to("测试甲公司", "测试乙公司", "测试甲公司")) == 2
    assert relate_invoices(work, shop.id, sold_to("测试甲公司", "测试乙公司", "测试甲公司")) == 0
    start = node(NodeType.SUBJECT, shop.id)
    assert len(neighbourhood(work, start)) == 2  # type: ignore[arg-type]
    withdraw_consent(work, consent.id)
    assert neighbourhood(work, start) == ()
    assert neighbourhood(work, start, as_of=NOW) == ()
    assert measured(work, shop).counterparties == 0


def test_counterparties_in_common_are_counted_and_named_nowhere(work: Work) -> None:
    """Three of mine, one of which buys from another applicant too; names stay out of the database."""
    first, second = person(work, 0), person(work, 1)
    for subject, buyers in ((first, ("测试甲", "测试乙", "测试丙")), (second, ("测试乙 ", "测试丁"))):
        consented(work, subject.id, "invoices")
        relate_invoices(work, subject.id, sold_to(*buyers))
    found = measured(work, first)
    assert (found.counterparties, found.counterparties_shared) == (3, 1)
    stored = work.connection.execute(text("SELECT string_agg(r::text, ' ') FROM graph.relation r"))
    assert "测试" not in stored.scalar_one()


def test_who_sells_stands_before_who_buys(work: Work) -> None:
    """A sale leads to the buyer, a purchase from the seller; both count as one counterparty."""
    shop = person(work)
    consented(work, shop.id, "invoices")
    both = pl.concat(
        [
            sold_to("测试甲", "测试乙").with_columns(direction=pl.lit("sale")),
            sold_to("测试甲", "测试丙").with_columns(direction=pl.lit("purchase")),
        ]
    )
    assert relate_invoices(work, shop.id, both) == 4
    start = node(NodeType.SUBJECT, shop.id)
    sold, bought = (
        work.connection.execute(
            text(f"SELECT count(*) FROM graph.relation WHERE {end} = :start"), {"start": start}
        ).scalar_one()
        for end in ("from_node", "to_node")
    )
    assert (sold, bought) == (2, 2)
    assert measured(work, shop).counterparties == 3


def test_a_shared_phone_and_what_became_of_the_other_one(work: Work) -> None:
    """The second person on the same phone was declined and has defaulted: counted, once each."""
    first, second = person(work, 0), person(work, 1)
    for subject in (first, second):
        consented(work, subject.id, "relations")
        relate_declared(work, subject.id)
    for mark in (Mark.DECLINED, Mark.DECLINED, Mark.DEFAULTED):
        record_mark(work, second.id, mark)
    found = measured(work, first)
    assert (found.on_phone, found.declined_among_them, found.defaulted_among_them) == (1, 1, 1)
    assert measured(work, second).declined_among_them == 0


def test_firms_of_one_representative_are_counted(work: Work) -> None:
    """Three stalls under one representative: each sees two others; a namesake elsewhere is not counted."""
    owner = person(work)
    stalls = [stall(work, owner, it) for it in range(4)]
    for it in stalls[:3]:
        relate_registration(work, it.id, registration("测试法人"))
    relate_registration(work, stalls[3].id, registration("测试法人", city="另一市"))
    assert measured(work, stalls[0]).of_representative == 2


def test_a_registration_agents_address_is_no_ring(work: Work) -> None:
    """Nineteen firms at an address are neighbours; the twentieth shows that it is an agent's."""
    owner = person(work)
    stalls = [stall(work, owner, it) for it in range(20)]
    record = registration(address="测试大厦 1层 1号")
    for it in stalls[:19]:
        relate_registration(work, it.id, record)
    record_mark(work, stalls[1].id, Mark.DEFAULTED)
    before = measured(work, stalls[0])
    assert (before.at_address, before.address_is_agents, before.defaulted_among_them) == (18, False, 1)
    relate_registration(work, stalls[19].id, replace(record, address="测试大厦1层１号"))
    after = measured(work, stalls[0])
    assert (after.at_address, after.address_is_agents, after.defaulted_among_them) == (0, True, 0)


def test_an_owner_and_a_business_are_linked_under_the_owners_consent(work: Work) -> None:
    """What was registered in intake becomes an edge of the graph."""
    owner = person(work)
    shop = stall(work, owner, 1)
    link_business(work, owner.id, shop.id)
    consented(work, owner.id, "relations")
    assert relate_declared(work, owner.id) == 2
    near = neighbourhood(work, node(NodeType.SUBJECT, shop.id), hops=1)
    assert not isinstance(near, Problem)
    assert [it.node for it in near] == [node(NodeType.SUBJECT, owner.id)]


amounts = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.integers(-(10**9), 10**9), st.booleans(), st.integers(0, 900)),
    max_size=20,
)


@given(amounts)
def test_volumes_add_up_to_every_invoice_that_was_not_voided(
    drawn: list[tuple[str, int, bool, int]],
) -> None:
    """Red-letter invoices are taken off, voided ones never were, and nothing is lost or counted twice."""
    frame = pl.DataFrame(
        {
            "counterparty": [it[0] for it in drawn],
            "total_fen": [it[1] for it in drawn],
            "voided": [it[2] for it in drawn],
            "issued_on": [date(2024, 1, 1) + timedelta(days=it[3]) for it in drawn],
        },
        schema={"counterparty": pl.String, "total_fen": pl.Int64, "voided": pl.Boolean, "issued_on": pl.Date},
    )
    volumes = trade_volumes(frame)
    assert sum(it.total_fen for it in volumes) == sum(it[1] for it in drawn if not it[2])
    assert sum(it.invoices for it in volumes) == sum(not it[2] for it in drawn)
    assert len({(it.counterparty, it.year, it.is_sale) for it in volumes}) == len(volumes)


def test_declared_and_migrated_columns_agree(work: Work) -> None:
    """Same names, same nullability."""
    for table in (it for it in metadata.sorted_tables if it.schema == tables.SCHEMA):
        columns = inspect(work.connection).get_columns(table.name, tables.SCHEMA)
        assert {it.name: bool(it.nullable) for it in table.columns} == {
            it["name"]: it["nullable"] for it in columns
        }
