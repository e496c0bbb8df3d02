"""Staff see a day's files, refusals and breaks; a partner sees its own and nobody else's."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from puhui.exchange.client import PartnerClient
from puhui.exchange.reconciliation import Direction, Header, write_file
from puhui.ground import SYSTEM, Ground, Mode
from puhui.ground.identity import NewKey, issue_key
from puhui.kernel import Problem
from tests.exchange.partner_platform import BANK, Platform, partner_client, platform
from tests.exchange.reconciliation_books import DAY, loan

HEADER = Header(BANK, Direction.FROM_INSTITUTION, DAY, Mode.TEST)


@pytest.fixture
def there(ground: Ground) -> Platform:
    """A platform with its mirror connected."""
    return platform(ground)


@pytest.fixture
def bank(there: Platform) -> PartnerClient:
    """Test Brook Bank's program."""
    return partner_client(there)


@pytest.fixture
def staff(ground: Ground, there: Platform) -> Iterator[TestClient]:
    """Somebody of the platform's operations, in test mode."""
    with ground.work(SYSTEM) as work:
        key = issue_key(work, NewKey("testing", Mode.TEST, frozenset({"operations"})), {"operations"})
    assert not isinstance(key, Problem)
    header = {"Authorization": f"Bearer {key.secret_text}"}
    with TestClient(there.app, headers=header) as client:
        yield client


def test_staff_see_a_day_with_its_breaks_and_refusals(staff: TestClient, bank: PartnerClient) -> None:
    """What was kept, what was refused and where, and every break with both values."""
    good = write_file(HEADER, [loan(1)])
    bank.send_file(DAY, good.replace(b",31250,", b",31251,", 1))
    bank.send_file(DAY, good)
    day = staff.get(f"/api/v1/reconciliation/{DAY}", params={"institution": BANK}).json()
    assert day["file"]["rows"] == 1 and day["file"]["sums"]["lent_fen"] == 5_000_000
    assert [it["code"] for it in day["refused"]] == ["reconciliation.sum"]
    assert day["refused"][0]["where"] == "line 4, interest_repaid_fen"
    assert [(it["kind"], it["theirs"]) for it in day["breaks"]] == [("missing_here", 5_000_000)]


def test_staff_of_the_platform_say_which_institution(staff: TestClient) -> None:
    """Nobody's day is nobody's."""
    answer = staff.get(f"/api/v1/reconciliation/{DAY}")
    assert answer.status_code == 422 and answer.json()["where"] == "institution"


def test_one_partner_does_not_see_anothers_breaks(there: Platform, bank: PartnerClient) -> None:
    """The same day, another signature: nothing."""
    bank.send_file(DAY, write_file(HEADER, [loan(1)]))
    lamp = partner_client(there, code="test_lamp_loan")
    assert lamp.breaks(DAY).body == {"compared_at": None, "breaks": []}
    refused = lamp.send_file(DAY, write_file(HEADER, [loan(1)]))
    assert refused.status == 403 and refused.code == "reconciliation.institution.forbidden"


def test_without_books_a_file_is_kept_and_not_compared(there: Platform, bank: PartnerClient) -> None:
    """Where nothing is connected nobody says that it agrees, and there is no file to fetch."""
    there.app.state.books = None
    sent = bank.send_file(DAY, write_file(HEADER, [loan(1)]))
    assert sent.status == 201 and sent.body["breaks"] is None
    assert bank.file_of(DAY).status == 503
