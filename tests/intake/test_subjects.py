"""Subjects of every kind, registered once, sealed, told everything that is wrong at once."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from puhui.ground import Actor, ActorKind, Ground, Mode, Work
from puhui.intake import (
    NewSubject,
    SeveralProblems,
    Subject,
    SubjectKind,
    find_subjects,
    identity_of,
    link_business,
    links_of,
    register_subject,
    subject,
)
from puhui.kernel import Problem

OWNER = NewSubject(
    SubjectKind.PERSON, "测试张三", resident_id="990000199001010017", phone="13800000000", region="990000"
)
SHOP = NewSubject(SubjectKind.INDIVIDUAL_BUSINESS, "测试小吃店", uscc="92990000MA00TEX70F")
STALL = NewSubject(
    SubjectKind.UNREGISTERED_OPERATOR,
    "测试夜市摊",
    trade="周末夜市卖烤冷面",
    place="测试市测试路夜市12号位",
    since=date(2023, 5, 1),
    evidence=("夜市管理费收据", "收款码流水截图"),
)


def registered(work: Work, new: NewSubject) -> Subject:
    """A subject that is expected to be accepted."""
    found = register_subject(work, new)
    assert isinstance(found, Subject), found
    return found


def test_the_same_person_written_differently_is_found_not_doubled(work: Work) -> None:
    """Full-width digits and blanks are the same number; the second registration gives the first subject."""
    first = registered(work, OWNER)
    again = registered(work, replace(OWNER, resident_id="９９００００ 19900101 0017", name=" 测试 张三"))
    assert again.id == first.id
    told = text("SELECT count(*) FROM ground.outbox WHERE topic = 'intake.subject_registered'")
    assert work.connection.execute(told).scalar_one() == 1


@pytest.mark.parametrize(
    "new",
    [
        OWNER,
        NewSubject(SubjectKind.ENTERPRISE, "测试商贸有限公司", uscc="91990000MA00TEX70J"),
        SHOP,
        NewSubject(SubjectKind.COOPERATIVE, "测试果蔬专业合作社", uscc="93990000MA00TEX70C"),
        NewSubject(
            SubjectKind.FARM_HOUSEHOLD, "测试李四", resident_id="990000198503078885", place="测试县测试村"
        ),
    ],
    ids=lambda new: new.kind.value,
)
def test_every_kind_of_subject_can_be_registered_and_read_again(work: Work, new: NewSubject) -> None:
    """What was written comes back, with the number masked where it is a person's."""
    first = registered(work, new)
    assert subject(work, first.id) == first
    assert (first.name, first.kind) == (new.name, new.kind)
    assert new.resident_id is None or new.resident_id not in first.id_masked


def test_an_unregistered_operator_needs_no_licence_but_an_owner_and_something_that_shows_it(
    work: Work,
) -> None:
    """A stall without a USCC is linked to its operator; without evidence it is told what is missing."""
    owner = registered(work, OWNER)
    stall = registered(work, replace(STALL, operated_by=owner.id))
    links = links_of(work, stall.id)
    assert not isinstance(links, Problem)
    assert [(it.owner_id, it.business_id) for it in links] == [(owner.id, stall.id)]
    assert registered(work, replace(STALL, operated_by=owner.id)).id == stall.id
    bare = register_subject(work, replace(STALL, evidence=(), operated_by=None))
    assert isinstance(bare, SeveralProblems)
    assert {it.where for it in bare.each} == {"evidence", "operated_by"}


def test_a_credit_code_of_another_category_is_refused(work: Work) -> None:
    """92 is a 个体工商户; registered as an enterprise it is refused, and the other way round."""
    for kind, uscc in [
        (SubjectKind.ENTERPRISE, "92990000MA00TEX70F"),
        (SubjectKind.INDIVIDUAL_BUSINESS, "91990000MA00TEX70J"),
        (SubjectKind.COOPERATIVE, "91990000MA00TEX70J"),
    ]:
        found = register_subject(work, NewSubject(kind, "测试店", uscc=uscc))
        assert isinstance(found, Problem)
        assert (found.code, found.where) == ("subject.uscc.category", "uscc")


def test_everything_wrong_with_a_form_is_told_at_once(work: Work) -> None:
    """Name, number, phone, date and region are each named; nothing is stored."""
    found = register_subject(
        work,
        NewSubject(
            SubjectKind.PERSON,
            "长" * 10_000,
            resident_id="990000199001010018",
            phone="12345",
            since=date(2030, 1, 1),
            region="99",
        ),
    )
    assert isinstance(found, SeveralProblems)
    assert [it.where for it in found.each] == ["name", "resident_id", "phone", "since", "region"]
    assert work.connection.execute(text("SELECT count(*) FROM intake.subject")).scalar_one() == 0


@pytest.mark.parametrize(
    "name", ["Robert'); DROP TABLE intake.subject;--", "测试🍜店", "O’Brien “店”", "测" * 200]
)
def test_strange_names_are_stored_as_they_are(work: Work, name: str) -> None:
    """SQL, emoji and quotes are words like others."""
    assert subject(work, registered(work, replace(SHOP, name=name)).id).name == name  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["a\x00b", "a\nb", "\u202e店试测", "a\x1b[31m", "   "])
def test_names_that_deceive_or_are_empty_are_refused(work: Work, name: str) -> None:
    """Control characters, turned reading direction and blanks get a clear answer."""
    found = register_subject(work, replace(SHOP, name=name))
    assert isinstance(found, Problem)
    assert found.where == "name"


def test_nothing_personal_lies_open_in_the_database(work: Work) -> None:
    """Name, number and phone appear in no column of the row, and in no audit entry or message."""
    owner = registered(work, OWNER)
    identity_of(work, owner.id)
    tables = ("intake.subject", "ground.audit_entry", "ground.outbox")
    stored = "".join(
        str(work.connection.execute(text(f"SELECT t::text FROM {table} t")).scalars().all())
        for table in tables
    )
    for secret in ("测试张三", "990000199001010017", "13800000000"):
        assert secret not in stored
        assert secret.encode().hex() not in stored
        assert secret not in repr(owner)


def test_an_identifier_under_another_name_is_a_conflict(work: Work) -> None:
    """The same number with another name is not quietly accepted."""
    registered(work, OWNER)
    found = register_subject(work, replace(OWNER, name="测试王五"))
    assert isinstance(found, Problem)
    assert found.code == "subject.known.conflict"


def test_subjects_of_test_and_live_never_meet(ground: Ground, clerk: Actor) -> None:
    """What a test key registered does not exist for a live one."""
    with ground.work(clerk) as work:
        made = registered(work, OWNER)
    with ground.work(replace(clerk, mode=Mode.LIVE)) as work:
        assert isinstance(subject(work, made.id), Problem)
        assert find_subjects(work, "990000199001010017") == ()
        assert registered(work, OWNER).id != made.id


def test_a_borrower_sees_only_themselves_and_their_own_business(ground: Ground, clerk: Actor) -> None:
    """Somebody else's subject is not found, not even forbidden."""
    with ground.work(clerk) as work:
        owner, shop = registered(work, OWNER), registered(work, SHOP)
        other = registered(work, NewSubject(SubjectKind.PERSON, "测试李四", resident_id="990000198503078885"))
        link_business(work, owner.id, shop.id)
    borrower = Actor(str(owner.id), ActorKind.BORROWER, frozenset({"borrower"}), clerk.mode)
    with ground.work(borrower) as work:
        assert isinstance(subject(work, owner.id), Subject)
        assert isinstance(subject(work, shop.id), Subject)
        found = subject(work, other.id)
        assert isinstance(found, Problem)
        assert found.code == "subject.not_found"


def test_a_borrower_cannot_take_over_somebody_elses_business(ground: Ground, clerk: Actor) -> None:
    """A credit code is public: registering or linking a known business as one's own is refused."""
    with ground.work(clerk) as work:
        owner, shop = registered(work, OWNER), registered(work, SHOP)
        link_business(work, owner.id, shop.id)
        other = registered(work, NewSubject(SubjectKind.PERSON, "测试李四", resident_id="990000198503078885"))
    borrower = Actor(str(other.id), ActorKind.BORROWER, frozenset({"borrower"}), clerk.mode)
    with ground.work(borrower) as work:
        assert isinstance(link_business(work, other.id, shop.id), Problem)
        assert isinstance(register_subject(work, replace(SHOP, operated_by=other.id)), Problem)
        assert isinstance(register_subject(work, OWNER), Problem)
        assert isinstance(subject(work, shop.id), Problem)
        mine = registered(work, replace(STALL, operated_by=other.id))
        assert registered(work, replace(STALL, operated_by=other.id)).id == mine.id


def test_a_number_alone_opens_nothing_to_a_visitor(ground: Ground, clerk: Actor) -> None:
    """A visitor who registers a known number must give the known phone as well."""
    with ground.work(clerk) as work:
        registered(work, OWNER)
    visitor = Actor("visitor", ActorKind.BORROWER, frozenset({"visitor"}), clerk.mode)
    with ground.work(visitor) as work:
        found = register_subject(work, replace(OWNER, phone="13900000000"))
        assert isinstance(found, Problem)


def test_an_erased_subject_shows_nothing_personal(work: Work) -> None:
    """When its key is destroyed the row stays and the words are gone."""
    owner = registered(work, OWNER)
    work.vault.destroy(work.connection, owner.id)
    shown = subject(work, owner.id)
    assert isinstance(shown, Subject)
    assert (shown.erased, shown.name, shown.id_masked, shown.phone_masked) == (True, "", "", None)
    gone = identity_of(work, owner.id)
    assert isinstance(gone, Problem)
    assert gone.code == "subject.erased.gone"


def test_a_link_needs_a_person_and_a_business_that_exist(work: Work) -> None:
    """A shop cannot own a shop, and nobody operates what is not there."""
    owner, shop = registered(work, OWNER), registered(work, SHOP)
    for pair in [(shop.id, shop.id), (owner.id, owner.id), (owner.id, UUID(int=1))]:
        assert isinstance(link_business(work, *pair), Problem)
