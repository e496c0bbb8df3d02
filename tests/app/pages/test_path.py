"""The borrower's path over real HTTP messages and a real database, without a browser."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from fastapi import FastAPI

from puhui.app.api import create_app
from puhui.evidence import HttpClient, HttpProvider
from puhui.ground import Ground
from tests.app.pages.walk import Borrower, stand_in_provider
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
    print(re.findall(r"<h2 id=.o.*?</h2>", offers.text))
    assert "年化利率（单利）" in offers.text
