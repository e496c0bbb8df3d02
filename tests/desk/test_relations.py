"""The drawing: its own parties by name, everybody else by what they are, and only what may be looked at."""

from datetime import date
from uuid import UUID

import pytest

from puhui.desk import relations_of
from puhui.desk.bodies import RelationsBody
from puhui.evidence import Registration, invoices_of
from puhui.graph import Mark, record_mark, relate_declared, relate_invoices, relate_registration
from puhui.ground import Work
from puhui.intake import NewSubject, Subject, SubjectKind, consents_of, withdraw_consent
from puhui.kernel import Problem
from tests.decision.applying import applied
from tests.desk.cases import listed
from tests.evidence.subjects import registered

ALL = ("invoices", "identity", "debts", "relations")


def record(name: str, address: str) -> Registration:
    """A public record of a firm at an address."""
    plain = dict.fromkeys(Registration.__dataclass_fields__)
    return Registration(**{**plain, "name": name, "address": address, "city": "测试市"})  # type: ignore[arg-type]


def drawn(work: Work, application_id: UUID, hops: int = 2) -> RelationsBody:
    """The drawing."""
    body = relations_of(work, application_id, hops)
    assert not isinstance(body, Problem), body
    return body


@pytest.fixture
def asked_id(work: Work) -> UUID:
    """A shop with twenty trading partners, a phone, an address, and a neighbour that was declined."""
    asked = applied(work, consents=ALL)
    assert asked.enterprise_id is not None
    relate_invoices(work, asked.enterprise_id, invoices_of(work, asked.enterprise_id))  # type: ignore[arg-type]
    relate_declared(work, asked.owner_id)
    relate_registration(work, asked.enterprise_id, record("测试小吃店有限公司", "测试路1号"))
    other = stall(work, 0)
    relate_registration(work, other.id, record(other.name, "测试路1号"))
    record_mark(work, other.id, Mark.DECLINED)
    listed(work, asked.id)
    return asked.id


def test_nobody_but_its_own_parties_is_named(work: Work, asked_id: UUID) -> None:
    """The neighbour is another borrower here, its partners are partners, an address says how many firms."""
    body = drawn(work, asked_id)
    named = {it.label.zh: it.centre for it in body.nodes if it.is_named}
    assert named == {"测试一": "owner", "测试小吃店有限公司": "business"}
    assert "测试邻居" not in body.model_dump_json()
    labels = {it.label.en for it in body.nodes if not it.is_named}
    assert labels == {"A trading partner", "An address with 2 firms", "A phone", "Another borrower here"}
    marked = [it for it in body.nodes if it.mark]
    assert [(it.type, it.mark, it.hops) for it in marked] == [("subject", "declined", 2)]


def test_every_line_says_since_when_from_where_and_under_which_consent(work: Work, asked_id: UUID) -> None:
    """Ends that are drawn, trade in fen, a consent wherever the source is not public."""
    body = drawn(work, asked_id)
    ids = {it.id for it in body.nodes}
    for edge in body.edges:
        assert {edge.source, edge.target} <= ids and edge.source_name.en
        assert (edge.consent_id is None) is (edge.kind == "registered_address")
        assert (edge.weight_fen is not None) is (edge.kind == "trade")
    assert sum(edge.kind == "trade" for edge in body.edges) == 20


def test_no_word_of_the_graph_leaves(work: Work, asked_id: UUID) -> None:
    """Ids of nodes hold for one answer; equal words in two drawings would tell what two people share."""
    told = drawn(work, asked_id).model_dump_json()
    assert "firm:" not in told and "address:" not in told and "subject:" not in told


def test_a_consent_taken_back_closes_its_lines_at_once(work: Work, asked_id: UUID) -> None:
    """Trade and phone are gone from the drawing, whatever day is asked about; the public address stays."""
    for one in consents_of(work, listed(work, asked_id).owner_id):  # type: ignore[union-attr]
        withdraw_consent(work, one.id)
    for as_of in (None, date(2026, 11, 23)):
        body = relations_of(work, asked_id, 2, as_of)
        assert not isinstance(body, Problem)
        assert {it.kind for it in body.edges} == {"registered_address"}


def test_an_agents_address_is_drawn_and_leads_nowhere(work: Work, asked_id: UUID) -> None:
    """Twenty firms at one address do not know each other."""
    for number in range(1, 26):
        firm = stall(work, number)
        relate_registration(work, firm.id, record(firm.name, "测试路1号"))
    body = drawn(work, asked_id, hops=3)
    assert sum(it.type == "subject" for it in body.nodes) == 2
    assert any(it.label.en.startswith("An address with 2") and "27" in it.label.en for it in body.nodes)


def test_three_hops_are_the_most(work: Work, asked_id: UUID) -> None:
    """And an application that is not there has no drawing."""
    far = relations_of(work, asked_id, 4)
    assert isinstance(far, Problem) and far.code == "graph.drawing.limits"
    assert isinstance(relations_of(work, UUID(int=1)), Problem)


def stall(work: Work, number: int) -> Subject:
    """Somebody else's stall at the same address."""
    owner = registered(
        work,
        NewSubject(SubjectKind.PERSON, "测试邻居", resident_id="990000198503078885", phone="13900000000"),
    )
    new = NewSubject(
        SubjectKind.UNREGISTERED_OPERATOR,
        f"测试邻居摊{number}",
        place=f"测试路{number}号",
        trade="烤冷面",
        since=date(2023, 5, 1),
        evidence=("管理费收据",),
        operated_by=owner.id,
    )
    return registered(work, new)
