"""Ask a bureau as a member does: by name, through its code, once a confirmation."""

from datetime import UTC, date, datetime

import pytest

from puhui.exchange.bureau import BureauReport, HttpBureau, Inquiry
from puhui.exchange.bureau.standin import Books, DirectLine
from puhui.exchange.ports import Deposited
from puhui.kernel import MovableClock, Problem

TODAY = date(2026, 11, 23)
OWNER = "990000199001010017"


def _books() -> Books:
    return Books(MovableClock(datetime(2026, 11, 23, 2, tzinfo=UTC)))


def _inquiry(confirmation_id: str = "yes-0001", **other: str) -> Inquiry:
    said = {"via_cra_id": "test_cra_one", "consent_id": "consent-7", "name": "测试老板"}
    return Inquiry(**{**said, "confirmation_id": confirmation_id, "resident_id": OWNER, **other})


def _code(answer: object) -> str:
    assert isinstance(answer, Problem)
    return answer.code


def test_the_same_confirmation_gives_the_same_report_and_is_counted_once() -> None:
    """A retry after a crash is recognised; the report does not change and nothing is counted twice."""
    books = _books()
    brook = HttpBureau(DirectLine(books), "test_brook_bank")
    first, again = brook.inquire(_inquiry(), TODAY), brook.inquire(_inquiry(), TODAY)
    assert isinstance(first, BureauReport) and isinstance(again, BureauReport)
    assert not first.is_repeated and again.is_repeated
    assert (first.number, first.debts) == (again.number, again.debts)
    assert [one.member for one in books.inquiries()] == ["test_brook_bank"]


def test_a_confirmation_for_one_institution_is_none_for_the_next() -> None:
    """After a refusal the next institution cannot inquire under the borrower's earlier yes."""
    books = _books()
    HttpBureau(DirectLine(books), "test_brook_bank").inquire(_inquiry(), TODAY)
    hill = HttpBureau(DirectLine(books), "test_hill_bank")
    assert _code(hill.inquire(_inquiry(), TODAY)) == "bureau.confirmation.already"
    assert len(books.inquiries()) == 1
    assert isinstance(hill.inquire(_inquiry("yes-0002"), TODAY), BureauReport)
    assert len(books.inquiries()) == 2


def test_a_confirmation_about_one_person_is_none_for_another() -> None:
    """The yes belongs to the person who said it."""
    books = _books()
    bureau = HttpBureau(DirectLine(books), "test_brook_bank")
    bureau.inquire(_inquiry(), TODAY)
    other = bureau.inquire(_inquiry(resident_id="990000198505050028"), TODAY)
    assert _code(other) == "bureau.confirmation.already"


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"confirmation_id": ""}, "bureau.confirmation_missing"),
        ({"consent_id": ""}, "bureau.consent_missing"),
        ({"name": ""}, "bureau.person_unreadable"),
        ({"via_cra_id": ""}, "bureau.via_cra_id.forbidden"),
        ({"via_cra_id": "another_bureau"}, "bureau.via_cra_id.forbidden"),
        ({"name": "测试无记录"}, "bureau.file.not_found"),
        ({"resident_id": "110105194912310021"}, "bureau.file.not_found"),
    ],
)
def test_what_is_refused_is_not_counted(missing: dict[str, str], code: str) -> None:
    """No confirmation, no consent, no bureau named, nobody made up: a clear refusal and no trace."""
    books = _books()
    inquiry = _inquiry(**{"confirmation_id": "yes-0001", **missing})
    assert _code(HttpBureau(DirectLine(books), "test_brook_bank").inquire(inquiry, TODAY)) == code
    assert books.inquiries() == ()


@pytest.mark.parametrize("missing", ["confirmation_id", "consent_id", "via_cra_id"])
def test_nobody_is_asked_without_a_confirmation_a_consent_and_a_bureau(missing: str) -> None:
    """A real bureau might answer all the same: the question does not leave."""

    class Nobody:
        def ask(self, path: str, question: object) -> object:
            raise AssertionError("the question left")

    inquiry = _inquiry(**{"confirmation_id": "yes-0001", missing: " "})
    assert isinstance(HttpBureau(Nobody(), "test_brook_bank").inquire(inquiry, TODAY), Problem)


def test_the_bureau_refuses_by_itself_as_well() -> None:
    """Whoever asks it by hand without a confirmation hears no, and nothing is counted."""
    books = _books()
    asked = {"via_cra_id": "test_cra_one", "member": "test_brook_bank", "consent_id": "consent-7",
             "name": "测试老板", "resident_id": OWNER}  # fmt: skip
    assert DirectLine(books).ask("/v1/inquire", asked) == {
        "via_cra_id": "test_cra_one",
        "refused": "confirmation_missing",
    }
    assert DirectLine(books).ask("/v1/inquire", {**asked, "via_cra_id": None}) == {"refused": "via_cra_id"}
    assert books.inquiries() == ()


def test_inquiries_of_ninety_days_are_told() -> None:
    """Each new inquiry tells how many came before it, and forgets those older than ninety days."""
    books = _books()
    bureau = HttpBureau(DirectLine(books), "test_brook_bank")
    told = []
    for number, day in enumerate((0, 10, 95)):
        assert isinstance(books.clock, MovableClock)
        books.clock.set(datetime.fromtimestamp(1_795_000_000 + day * 86_400, UTC))
        report = bureau.inquire(_inquiry(f"yes-{number:04}"), date(2027, 6, 1))
        assert isinstance(report, BureauReport)
        told.append(report.inquiries_90_days)
    assert told == [0, 1, 1]


def test_a_parcel_reaches_its_recipient_and_nobody_else() -> None:
    """What the platform leaves for one institution does not exist for another."""
    books = _books()
    platform, brook, hill = (
        HttpBureau(DirectLine(books), member) for member in ("platform", "test_brook_bank", "test_hill_bank")
    )
    left = platform.deposit({"features": {"sales_months": 24}}, "test_brook_bank", "consent-7")
    assert isinstance(left, Deposited) and left.via_cra_id == "test_cra_one"
    assert brook.collect(left.via_cra_id, left.parcel) == {"features": {"sales_months": 24}}
    assert _code(hill.collect(left.via_cra_id, left.parcel)) == "bureau.parcel.not_found"
    assert _code(brook.collect("", left.parcel)) == "bureau.via_cra_id.forbidden"


def test_leaving_a_parcel_twice_is_leaving_it_once() -> None:
    """A retried deposit has the same number."""
    platform = HttpBureau(DirectLine(_books()), "platform")
    content = {"features": {"a": 1}, "decision": {"outcome": "approve"}}
    assert platform.deposit(content, "b", "c") == platform.deposit(dict(reversed(content.items())), "b", "c")


def test_without_a_consent_nothing_is_relayed() -> None:
    """Credit data leaves under a consent or not at all."""
    assert (
        _code(HttpBureau(DirectLine(_books()), "platform").deposit({}, "b", "")) == "bureau.consent_missing"
    )


class _Says:
    def __init__(self, answer: object) -> None:
        self.answer = answer

    def ask(self, path: str, question: object) -> object:
        return self.answer


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        {"refused": "something new"},
        {"via_cra_id": "test_cra_one", "number": "1", "as_of": "2026-11-23"},
        {"via_cra_id": "test_cra_one", "number": "1", "as_of": "2026-13-23", "debts": [],
         "inquiries_90_days": 0, "is_repeated": False},
        {"via_cra_id": "somebody", "number": "1", "as_of": "2026-11-23", "debts": [],
         "inquiries_90_days": 0, "is_repeated": False},
        {"via_cra_id": "test_cra_one", "number": "1", "as_of": "2026-11-23", "debts": [{"kind": "loan"}],
         "inquiries_90_days": 0, "is_repeated": False},
    ],
)  # fmt: skip
def test_half_an_answer_is_none(answer: object) -> None:
    """What is missing or odd in an answer is never taken for 'owes nothing'."""
    assert _code(HttpBureau(_Says(answer), "b").inquire(_inquiry(), TODAY)) == "bureau.unavailable"
    assert _code(HttpBureau(_Says(None), "b").deposit({}, "b", "c")) == "bureau.unavailable"
