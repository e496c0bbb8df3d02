"""The borrower's path over real HTTP messages and a real database, without a browser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from puhui.app.api import create_app
from puhui.app.handlers import handlers_of
from puhui.app.outside import Outside
from puhui.app.party import platform_party
from puhui.evidence import HttpClient, HttpProvider
from puhui.ground import Ground
from puhui.ground.worker import drain_once
from puhui.kernel import FixedClock
from puhui.matching import shipped_catalogue
from tests.app.pages.walk import OWNER, Borrower, stand_in_provider
from tests.conftest import NOW
from town.write import sample_folder, write_street


@pytest.fixture
def app(ground: Ground) -> Iterator[FastAPI]:
    with stand_in_provider() as address:
        yield create_app(ground, provider=HttpProvider(HttpClient(address), ground.clock), is_demo=True)


@pytest.fixture
def borrower(app: FastAPI) -> Borrower:
    return Borrower(app)


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """A strong shop of the made-up street with its files."""
    folder = tmp_path_factory.mktemp("street")
    residents = write_street(folder, seed=1, firms=36, until=date(2026, 11, 20))
    strong = {
        line.split(",")[0]
        for line in (folder / "truth" / "truth.csv").read_text("utf-8").splitlines()
        if ",honest_strong," in line
    }
    resident = next(it for it in residents if it.code in strong and it.kind == "individual_business")
    own = sample_folder(folder, resident)
    form = {
        "kind": resident.kind,
        "owner_name": resident.owner_name,
        "resident_id": resident.owner_id,
        "mobile": resident.mobile,
        "firm_name": resident.firm_name,
        "uscc": str(resident.uscc),
        "trade": resident.industry_code[:2],
    }
    files = [(path.name, path.read_bytes()) for path in sorted(own.glob("[销进]项发票.csv"))]
    return {"form": form, "files": files}


def test_a_strong_shop_gets_offers_side_by_side_and_goes_to_one_institution(
    borrower: Borrower, shop: dict[str, object]
) -> None:
    """The whole path: consents, application, invoices, decision, offers, one choice, the address."""
    here = borrower.apply(**shop["form"])  # type: ignore[arg-type]
    read = borrower.upload(here, *shop["files"])  # type: ignore[misc]
    assert "已经读到的" in read.text
    result = borrower.assess(here)
    assert "可以往下走" in result.text, re.findall(r'<ol class="reasons">.*?</ol>', result.text, re.DOTALL)
    offers = borrower.get(f"{here}/offers")
    chosen = re.search(r'name="offer" value="([^"]+)"', offers.text)
    assert chosen
    ask = borrower.get(f"{here}/confirm?offer={chosen[1]}")
    shown = re.search(r'name="agree" value="([^"]+)"', ask.text)
    assert shown
    assert "同意后才能交给机构" in borrower.send(f"{here}/confirm", {"offer": chosen[1]}).text
    there = borrower.send(f"{here}/confirm", {"offer": chosen[1], "agree": shown[1]})
    assert "这家机构还没有接入" in there.text and "没有向它提供任何资料" in there.text


def test_the_start_page_shows_rates_with_every_fee_in_them(borrower: Borrower) -> None:
    """A range of bare contract rates would hide the guarantee fee (domain 4.3, A3)."""
    shown = re.search(r"([\d.]+)% 至 ([\d.]+)%", borrower.get("/").text)
    assert shown
    contract = [rate for product in shipped_catalogue().products for rate in product.rates.values()]
    assert float(shown[2]) > float(max(contract) * 100)
    assert float(shown[2]) <= 24


def test_somebody_else_cannot_open_an_application_or_learn_that_it_exists(
    app: FastAPI, borrower: Borrower
) -> None:
    """Another borrower and a visitor both read the same page: it is not here."""
    here = borrower.apply()
    stranger = Borrower(app)
    assert stranger.get(here).status_code == 404
    other = {"owner_name": "测试人乙丑", "resident_id": "990000198503078885", "mobile": "16000000002"}
    stranger.apply(**other, uscc="92990000MA00TE011P", firm_name="测试五金铺·乙")
    told = stranger.get(f"{here}/offers")
    assert told.status_code == 404
    assert "这一页不在这里" in told.text


def test_a_form_of_another_site_is_refused_as_a_page(borrower: Borrower) -> None:
    """The cookie alone is not enough; the sentence says what to do, and nothing was done."""
    here = borrower.apply()
    forged = borrower.client.post(
        f"{here}/assess", data={"csrf_token": "guessed", "idempotency_key": "0199b5a0-6c00-7000"}
    )
    assert forged.status_code == 403
    assert "这次提交没有收下" in forged.text
    assert borrower.client.get(here, follow_redirects=False).status_code == 303


def test_without_a_session_the_page_says_that_it_has_ended(app: FastAPI) -> None:
    """No stack trace and no code alone: what happened, and the way back."""
    ended = Borrower(app).get("/applications/0199b5a0-6c00-7000-8000-000000000007/invoices")
    assert ended.status_code == 401
    assert "需要重新打开一次" in ended.text


def test_the_same_form_sent_twice_makes_one_application_and_one_consent_each(borrower: Borrower) -> None:
    """With the same key the first answer comes again; with a new key the waiting application is found."""
    first = borrower.apply()
    assert borrower.apply() == first
    assert borrower.get("/applications").text.count('class="sheet card"') == 1
    assert borrower.get("/consents").text.count("/withdraw") == 3


def test_a_mistake_in_the_business_leaves_no_owner_behind(borrower: Borrower, ground: Ground) -> None:
    """Everything or nothing: a refused form registers nobody."""
    borrower.agree()
    agreed = re.findall(r'name="agreed" value="([^"]+)"', borrower.page.text)
    sent = borrower.send("/apply", {**OWNER, "firm_name": "\u202e倒着写的店", "agreed": agreed})
    assert sent.status_code == 422
    assert "看不见" in sent.text or "控制字符" in sent.text
    with ground.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM intake.subject")).scalar_one() == 0


def test_outside_a_demonstration_nobody_comes_back_by_knowing_three_numbers(
    ground: Ground, app: FastAPI
) -> None:
    """Name, number and phone are known to more than one person; a session is not given for them."""
    Borrower(app).apply()
    strict = create_app(replace(ground, clock=FixedClock(NOW + timedelta(days=1))))
    late = Borrower(strict)
    late.agree()
    agreed = re.findall(r'name="agreed" value="([^"]+)"', late.page.text)
    sent = late.send("/apply", {**OWNER, "agreed": agreed})
    assert sent.status_code == 422
    assert "这个身份以前申请过" in sent.text
    assert "puhui_borrower" not in late.client.cookies


def test_without_a_provider_nothing_is_approved(ground: Ground, shop: dict[str, object]) -> None:
    """Fail closed: the same strong shop is referred when nobody can be asked who it is."""
    borrower = Borrower(create_app(ground))
    here = borrower.apply(**shop["form"])  # type: ignore[arg-type]
    borrower.upload(here, *shop["files"])  # type: ignore[misc]
    assert "需要人来看一看" in borrower.assess(here).text


def test_a_decision_made_over_the_api_gets_its_offers_from_the_outbox(
    app: FastAPI, borrower: Borrower, ground: Ground, shop: dict[str, object]
) -> None:
    """The worker matches an approval that no page asked for, once."""
    here = borrower.apply(**shop["form"])  # type: ignore[arg-type]
    borrower.upload(here, *shop["files"])  # type: ignore[misc]
    borrower.assess(here)
    before = borrower.get(f"{here}/offers").text.count('class="offer"')
    drain_once(ground, handlers_of(platform_party(), Outside()))
    assert before > 0
    assert borrower.get(f"{here}/offers").text.count('class="offer"') == before
