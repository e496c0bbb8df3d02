"""Products over HTTP: read, changed, told what is wrong, tried on the past, published by another."""

from dataclasses import replace

import pytest
from fastapi import FastAPI

from puhui.app.api import create_app
from puhui.ground import Actor, Ground, Mode
from puhui.ground.publishing import Draft, submit_draft
from puhui.matching.publishing import KIND
from tests.ground.publishing.signed_in import Colleague
from tests.ground.publishing.staff import LI
from tests.matching.publishing.test_now import CHEAP, offers
from tests.matching.publishing.writing import CODE, document, fee

PATH = f"/api/v1/products/{CODE}"
DEAR = {"A": "0.13", "B": "0.14", "C": "0.18"}


@pytest.fixture
def app(ground: Ground) -> FastAPI:
    """The platform's own application."""
    return create_app(ground)


@pytest.fixture
def chen(app: FastAPI, ground: Ground) -> Colleague:
    """Writes products."""
    return Colleague(app, ground, "chen.ops", "operations")


@pytest.fixture
def sun(app: FastAPI, ground: Ground) -> Colleague:
    """Approves them."""
    return Colleague(app, ground, "sun.approve", "rule_approver")


def test_from_reading_a_product_to_its_new_version(chen: Colleague, sun: Colleague) -> None:
    """Chen lowers a rate and submits, Sun reads the difference and publishes; the list shows the new cost."""
    was = chen.get(PATH)
    assert [it["is_within"] for it in was["corners"]] == [True] * len(was["corners"])
    assert "stock" in {it["code"] for it in was["choices"]["purposes"]}
    content = was["content"] | {"rates": CHEAP}
    kept = chen.put(f"{PATH}/draft", content=content, seen_revision=None, based_on=was["hash"])
    assert kept == {"revision": 1, "state": "draft", "troubles": []}
    chen.post(f"{PATH}/draft/submission", note="降价")
    rows = sun.get(f"{PATH}/draft/diff")["rows"]
    first = rows[0]["row_id"], rows[0]["before"], rows[0]["after"]
    assert first == ("rates.A", {"value": "0.0880"}, {"value": "0.0500"})
    sun.post(f"{PATH}/draft/publication", effective_from="2026-11-23", seen_revision=2)
    (now,) = [it for it in chen.get("/api/v1/products") if it["code"] == CODE]
    assert (now["rates"], now["published"]["by"], now["draft"]) == (CHEAP, "sun.approve", None)
    assert now["cost_high"] < was["cost_high"]


def test_a_product_that_breaks_the_cap_is_kept_and_goes_no_further(chen: Colleague) -> None:
    """The corner is told with its figures, in the draft and in the refusal to submit it."""
    content = document(rates=DEAR, fees=[fee()])
    (trouble,) = chen.put(f"{PATH}/draft", content=content, seen_revision=None)["troubles"]
    assert (trouble["kind"], trouble["example"]["amount_fen"]) == ("over_cap", 500_000)
    told = chen.post(f"{PATH}/draft/submission", status=422)
    assert told["code"] == "product.broken"
    assert "24.00%" in told["errors"][0]["detail"]


def test_a_product_that_breaks_the_cap_is_not_published_either(
    chen: Colleague, sun: Colleague, ground: Ground
) -> None:
    """However it came to be submitted (before the law changed, say): it is looked at again."""
    content = document(rates=DEAR, fees=[fee()])
    chen.put(f"{PATH}/draft", content=content, seen_revision=None)
    with ground.work(LI) as work:
        assert isinstance(submit_draft(work, KIND, CODE), Draft)
    told = sun.post(f"{PATH}/draft/publication", status=422, effective_from="2026-11-23", seen_revision=2)
    assert [it["code"] for it in told["errors"]] == ["product.over_cap"]
    assert chen.get(PATH)["history"] == []


def test_a_new_code_is_a_new_product(chen: Colleague, sun: Colleague) -> None:
    """It stands in the list as a draft, and after publication beside the others."""
    path = "/api/v1/products/cloud_shop_credit"
    chen.get(path, status=404)
    chen.put(f"{path}/draft", content={"fees": ["?"], "amount": 7}, seen_revision=None)
    (listed,) = [it for it in chen.get("/api/v1/products") if it["is_new"]]
    assert (listed["code"], listed["draft"]["by"]) == ("cloud_shop_credit", "chen.ops")
    assert chen.get(path)["content"] is None
    whole = document(code="cloud_shop_credit")
    chen.put(f"{path}/draft", content=whole, seen_revision=1)
    assert chen.get(f"{path}/draft/diff")["rows"][0]["change"] == "added"
    chen.post(f"{path}/draft/submission")
    sun.post(f"{path}/draft/publication", effective_from="2026-11-23", seen_revision=3)
    assert chen.get(path)["content"] == whole


def test_past_requests_say_who_would_gain_or_lose_an_offer(
    chen: Colleague, ground: Ground, clerk: Actor
) -> None:
    """Cheaper for one; nothing for them if it is only for farms; the same if nothing changes."""
    live = replace(clerk, mode=Mode.LIVE)
    offers(ground, live, 1)
    cheaper = chen.post(f"{PATH}/draft/preview", content=document(rates=CHEAP))
    (change,) = cheaper["changes"]
    assert (cheaper["tried"], change["kind"], cheaper["table"]["cheaper"]) == (1, "cheaper", 1)
    assert change["after"]["total_cost_fen"] < change["before"]["total_cost_fen"]
    lost = chen.post(f"{PATH}/draft/preview", content=document(purposes=["farming"]))
    assert [(it["kind"], it["after"]) for it in lost["changes"]] == [("lost", None)]
    assert chen.post(f"{PATH}/draft/preview", content=document())["same"] == 1


def test_the_second_of_two_editors_is_told(chen: Colleague, app: FastAPI, ground: Ground) -> None:
    """409, with who and when."""
    other = Colleague(app, ground, "li.ops", "operations")
    chen.put(f"{PATH}/draft", content=document(rates=CHEAP), seen_revision=None)
    told = other.put(f"{PATH}/draft", status=409, content=document(), seen_revision=None)
    assert "chen.ops" in told["detail"]


def test_checking_tells_all_and_keeps_nothing(chen: Colleague) -> None:
    """The form asks while somebody types."""
    told = chen.post(f"{PATH}/draft/check", content=document(months=[], owner=""))
    assert [it["column"] for it in told] == ["owner", "months"]
    assert chen.get(PATH)["draft"] is None
