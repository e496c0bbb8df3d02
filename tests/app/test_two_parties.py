"""The application crosses to the institution and back: pages, signatures, and a way out at any time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from puhui.app.pages.wording import texts
from puhui.evidence import (
    HttpClient,
    HttpProvider,
    Verification,
    VerificationKind,
    VerificationResult,
)
from puhui.evidence.verification import Question, kind_of_question
from puhui.exchange import HandoverStatus
from puhui.ground import Ground
from puhui.ground.database import Server
from puhui.kernel import MovableClock
from tests.app.pages.test_path import shop  # noqa: F401 - a fixture
from tests.app.pages.walk import Borrower, stand_in_provider
from tests.app.two_parties import TwoParties, choose, chosen, two_parties
from tests.conftest import NOW


@pytest.fixture
def town(ground: Ground, postgres: Server) -> Iterator[TwoParties]:
    """Platform and lender with the made-up provider."""
    moving = replace(ground, clock=MovableClock(NOW))
    with stand_in_provider() as address:
        provider = HttpProvider(HttpClient(address), moving.clock)
        with two_parties(moving, postgres, provider) as both:
            yield both


def way_in(page: str) -> str:
    """The one-time address on the platform's page."""
    found = re.search(r'href="http://127.0.0.1:8001(/enter/[^"]+)"', page)
    assert found, page
    return found[1]


def came_in(town: TwoParties, borrower: Borrower, here: str) -> tuple[Borrower, str]:
    """The borrower at the lender, and the address of their case."""
    town.settle()
    at_lender = town.lender.browser()
    door = way_in(borrower.get(f"{here}/institution").text)
    at_lender.get(door)
    case = at_lender.send(door)
    assert case.status_code == 200, case.text
    return at_lender, str(case.url.path)


def test_an_application_crosses_and_the_lender_s_own_decision_comes_back(
    town: TwoParties,
    shop: dict[str, object],  # noqa: F811
) -> None:
    """Chosen, handed over, entered, confirmed, decided; the platform shows what the institution said."""
    borrower = town.platform.browser()
    here = chosen(borrower, shop)
    assert "正在准备申请资料" in borrower.get(f"{here}/institution").text
    at_lender, case = came_in(town, borrower, here)
    assert "测试溪流银行" in at_lender.page.text
    assert town.books.inquiries() == ()
    shown = re.findall(r'name="agreed" value="([^"]+)"', at_lender.page.text)
    assert len(shown) == 2
    at_lender.send(f"{case}/inquiry", {"agreed": shown})
    town.settle()
    assert len(town.books.inquiries()) == 1
    result = at_lender.get(case)
    assert f'action="{case}/accept"' in result.text, result.text
    told = borrower.get(f"{here}/institution").text
    assert "机构已给出审批结果" in told and "机构批的金额" in told
    contract = at_lender.send(f"{case}/accept")
    assert contract.status_code == 200 and "/suitability" in str(contract.url.path)


def test_a_consent_withdrawn_on_the_platform_stops_the_lender(
    town: TwoParties,
    shop: dict[str, object],  # noqa: F811
) -> None:
    """Half way through, one press on the platform: the lender stops, nothing is signed, the next may come."""
    borrower = town.platform.browser()
    here = chosen(borrower, shop)
    at_lender, case = came_in(town, borrower, here)
    shown = re.findall(r'name="agreed" value="([^"]+)"', at_lender.page.text)
    consents = borrower.get("/consents").text
    packages = next(
        it for it in re.findall(r"<section.*?</section>|<li.*?</li>", consents, re.DOTALL) if "溪流" in it
    )
    withdraw = re.search(r'action="(/consents/[^"]+/withdraw)"', packages)
    assert withdraw
    borrower.send(withdraw[1])
    town.settle()
    after = at_lender.send(f"{case}/inquiry", {"agreed": shown})
    assert town.books.inquiries() == ()
    assert "授权已撤回" in after.text or "授权已撤回" in at_lender.get(case).text
    told = borrower.get(f"{here}/institution").text
    assert "这次办理已停止" in told and "看下一个方案" in told


def test_a_used_way_in_is_renewed_from_the_platform(
    town: TwoParties,
    shop: dict[str, object],  # noqa: F811
) -> None:
    """The ticket is spent by entering; the platform asks for another, and the case is the same."""
    borrower = town.platform.browser()
    here = chosen(borrower, shop)
    _, case = came_in(town, borrower, here)
    page = borrower.get(f"{here}/institution").text
    again = town.lender.browser()
    used = way_in(page)
    again.get(used)
    assert again.send(used).status_code == 410
    borrower.get(f"{here}/institution")
    renewed = way_in(borrower.send(f"{here}/institution/entry").text)
    assert renewed != used
    fresh = town.lender.browser()
    fresh.get(renewed)
    assert str(fresh.send(renewed).url.path) == case


def test_each_status_of_a_hand_over_has_its_sentence() -> None:
    """Whatever becomes of it, the page can say so."""
    for status in (*HandoverStatus, "preparing", "absent"):
        assert f"institution.state.{status}" in texts() and f"institution.state.{status}.more" in texts()


def test_a_refusal_shows_its_reasons_and_leads_to_the_next_offer_without_another_inquiry(
    town: TwoParties,
    shop: dict[str, object],  # noqa: F811
) -> None:
    """The lender finds somebody else's name: refused with reasons; choosing the next asks nobody yet."""
    borrower = town.platform.browser()
    here = chosen(borrower, shop)
    at_lender, case = came_in(town, borrower, here)
    town.lender.outside = replace(town.lender.outside, provider=Doubting(town))  # type: ignore[arg-type]
    shown = re.findall(r'name="agreed" value="([^"]+)"', at_lender.page.text)
    at_lender.send(f"{case}/inquiry", {"agreed": shown})
    town.settle()
    told = borrower.get(f"{here}/institution").text
    assert "这家机构没有通过" in told and "身份核验结果不一致" in told and "看下一个方案" in told
    assert f'href="{here}/offers"' in told
    assert len(town.books.inquiries()) == 1
    clock = town.platform.ground.clock
    assert isinstance(clock, MovableClock)
    clock.advance(timedelta(minutes=1))
    choose(borrower, here, "云朵")
    town.settle()
    assert "这家机构还没有接入" in borrower.get(f"{here}/institution").text
    assert len(town.books.inquiries()) == 1


@dataclass
class Doubting:
    """A provider who knows somebody else under this name."""

    town: TwoParties

    def verify(self, question: Question) -> Verification:
        """A mismatch, whatever is asked about a person."""
        kind = kind_of_question(question)
        is_list = kind is VerificationKind.LIST_SCREENING
        result = VerificationResult.NO_RECORD if is_list else VerificationResult.MISMATCH
        return Verification(kind, result, "test", None, self.town.lender.ground.clock.now(), 3)
