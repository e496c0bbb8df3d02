"""Trials over HTTP: from a draft to what it has shown; what would be otherwise; who may do which."""

from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.app.api import create_app
from puhui.decision import Kept, decide_here, platform_decider, shipped_policy
from puhui.decision.shadow import shadow_step
from puhui.ground import SYSTEM, Actor, Ground, Mode
from puhui.ground.identity import issue_borrower_session
from puhui.intake import application
from puhui.kernel import Problem
from tests.app.api_client import client_of, key_header
from tests.decision.applying import applied, erase
from tests.decision.making import SCORECARD
from tests.decision.trial.trying import challenge_of, cheaper, shadow_of
from tests.ground.publishing.signed_in import Colleague

HERE = "/api/v1/trials/cheaper"


@pytest.fixture
def app(ground: Ground) -> FastAPI:
    """The platform's own application."""
    return create_app(ground)


@pytest.fixture
def chen(app: FastAPI, ground: Ground) -> Colleague:
    """Writes trials."""
    return Colleague(app, ground, "chen.risk", "risk_analyst")


@pytest.fixture
def sun(app: FastAPI, ground: Ground) -> Colleague:
    """Approves them."""
    return Colleague(app, ground, "sun.approve", "rule_approver")


@pytest.fixture
def live(clerk: Actor) -> Actor:
    """The clerk in real business."""
    return replace(clerk, mode=Mode.LIVE)


def begun(chen: Colleague, sun: Colleague, content: dict[str, Any], name: str = "cheaper") -> Any:
    """Written and submitted by Chen, approved by Sun."""
    here = f"/api/v1/trials/{name}"
    kept = chen.put(f"{here}/draft", content=content, seen_revision=None)
    assert kept["troubles"] == []
    sent = chen.post(f"{here}/draft/submission", note="一个月后看")
    return sun.post(
        f"{here}/draft/publication", effective_from="2026-11-23", seen_revision=sent["revision"], note="同意"
    )


def decided(ground: Ground, live: Actor) -> Kept:
    """A made-up application in real business."""
    with ground.work(live) as work:
        decider = replace(platform_decider(), scorecard=SCORECARD)
        kept = decide_here(work, applied(work).id, decider)
    assert isinstance(kept, Kept), kept
    return kept


def test_from_a_draft_to_what_a_shadow_has_shown(
    chen: Colleague, sun: Colleague, ground: Ground, live: Actor
) -> None:
    """Chen writes, Sun approves, the worker decides beside, both look at the comparison, Chen ends it."""
    done = begun(chen, sun, shadow_of())
    assert (done["state"], done["submitted_by"], done["approved_by"]) == (
        "running",
        "chen.risk",
        "sun.approve",
    )
    kept = decided(ground, live)
    with ground.work(live) as work:
        assert shadow_step(work, shipped_policy()) == 1
    (line,) = sun.get("/api/v1/trials")
    assert (line["name"], line["kind"], line["decisions"], line["tables"]) == (
        "cheaper",
        "shadow",
        1,
        ["price"],
    )
    shown = sun.get(f"{HERE}/comparison")["shadow"]
    assert (shown["tried"], shown["changed_n"], shown["table"]) == (1, 1, {"approve→approve": 1})
    (pair,) = shown["changed"]
    assert (
        pair["application_id"],
        pair["before"]["annual_rate"],
        pair["after"]["annual_rate"],
        pair["step"],
    ) == (
        str(kept.application_id),
        "0.06",
        "0.041",
        "price",
    )
    stopped = chen.post(f"{HERE}/stop", why="看够了")
    assert (stopped["state"], stopped["stopped_by"], stopped["stopped_why"]) == (
        "stopped",
        "chen.risk",
        "看够了",
    )
    assert chen.post(f"{HERE}/stop", status=409, why="再来")["code"] == "trial.already"


def test_arms_are_compared_by_who_was_drawn(
    chen: Colleague, sun: Colleague, ground: Ground, live: Actor
) -> None:
    """Both arms with their intervals; nobody is named."""
    begun(chen, sun, challenge_of())
    decided(ground, live)
    arms = sun.get(f"{HERE}/comparison")["arms"]
    both = arms["whole"]
    assert both["champion"]["n"] + both["challenger"]["n"] == 1
    drawn = both["champion"] if both["champion"]["n"] else both["challenger"]
    assert drawn["approval"]["value"] == 1.0
    assert drawn["approval"]["low"] < 0.5
    assert sum(arms["why"].values()) == 1


def test_what_is_wrong_is_told_and_keeps_it_from_being_submitted(chen: Colleague) -> None:
    """Every place at once; the draft is kept all the same."""
    kept = chen.put(f"{HERE}/draft", content=challenge_of(share=0.9, purpose=" "), seen_revision=None)
    assert [it["column"] for it in kept["troubles"]] == ["purpose", "share"]
    told = chen.post(f"{HERE}/draft/submission", status=422)
    assert told["code"] == "trial.broken"
    line = chen.get("/api/v1/trials")[0]
    assert (line["state"], line["draft"]["by"]) == ("draft", "chen.risk")
    assert chen.post(f"{HERE}/draft/check", content={"kind": "coup"})[0]["kind"] == "cell"
    chen.delete(f"{HERE}/draft")
    assert chen.get("/api/v1/trials") == []


def test_who_may_do_what(chen: Colleague, sun: Colleague, app: FastAPI, ground: Ground) -> None:
    """A risk analyst does not approve, an approver does not write, a reviewer sees nothing of trials."""
    chen.put(f"{HERE}/draft", content=shadow_of(), seen_revision=None)
    sun.put(f"{HERE}/draft", status=403, content=shadow_of(), seen_revision=1)
    chen.post(f"{HERE}/draft/publication", status=403, effective_from="2026-11-23", seen_revision=1)
    reviewer = Colleague(app, ground, "zhou.review", "reviewer")
    reviewer.get("/api/v1/trials", status=403)
    reviewer.post("/api/v1/flips", status=403, tables={"price": cheaper()})


def test_a_program_publishes_nothing(ground: Ground) -> None:
    """One person could hold two keys and be maker and checker at once."""
    client, headers = client_of(ground), key_header(ground, "admin")
    told = client.put(f"{HERE}/draft", json={"content": shadow_of(), "seen_revision": None}, headers=headers)
    assert told.status_code == 403
    assert told.json()["code"] == "publishing.person.forbidden"


def test_what_if_changes_one_input_or_one_table(chen: Colleague, ground: Ground, live: Actor) -> None:
    """What changes, by which rule, limit and price before and after."""
    kept = decided(ground, live)
    here = f"/api/v1/decisions/{kept.id}/what-if"
    asked = chen.post(here, facts={"overdue_now": True})
    assert (asked["before"]["outcome"], asked["after"]["outcome"], asked["step"]) == (
        "approve",
        "decline",
        "knock_out",
    )
    assert asked["asked"] == [
        {
            "name": "overdue_now",
            "label": {"zh": "当前逾期", "en": "Overdue now"},
            "before": False,
            "after": True,
        }
    ]
    assert asked["replays"] is True
    cheap = chen.post(here, tables={"price": cheaper()})
    assert (cheap["before"]["annual_rate"], cheap["after"]["annual_rate"]) == ("0.06", "0.041")
    assert cheap["before"]["limit_fen"] == cheap["after"]["limit_fen"]
    for facts, code in (
        ({"band": "A"}, "what_if.fact"),
        ({"months": 0}, "what_if.value"),
        ({}, "what_if.nothing"),
    ):
        assert chen.post(here, status=422, facts=facts)["code"] == code


def test_who_would_flip_is_told_without_names(chen: Colleague, ground: Ground, live: Actor) -> None:
    """Counts by segment, money, application numbers; an erased subject is counted and not read."""
    kept = decided(ground, live)
    found = chen.post("/api/v1/flips", tables={"price": cheaper()})
    assert (found["tried"], found["changed_n"], found["limit_change_fen"]) == (1, 1, 0)
    assert {it["segment"] for it in found["sides"]} == {"band", "trade", "amount", "path"}
    assert "测试" not in str(found)
    assert kept.subject_id is not None
    with ground.work(live) as work:
        erase(work, kept.subject_id)
    gone = chen.post("/api/v1/flips", tables={"price": cheaper()})
    assert (gone["tried"], gone["erased"]) == (0, 1)
    assert (
        chen.post(f"/api/v1/decisions/{kept.id}/what-if", status=410, facts={"months": 6})["code"]
        == "decision.gone"
    )


def test_a_broken_table_is_not_tried(chen: Colleague) -> None:
    """Refused with every place, as a draft is."""
    broken = cheaper("six percent")
    assert chen.post("/api/v1/flips", status=422, tables={"price": broken})["code"] == "policy.broken"


def test_a_borrower_is_not_told_which_arm_they_met(
    chen: Colleague, sun: Colleague, ground: Ground, live: Actor, app: FastAPI
) -> None:
    """Nor can they read a trial; staff see the arm beside the decision's versions."""
    begun(chen, sun, challenge_of())
    kept = decided(ground, live)
    seen = chen.get(f"/api/v1/decisions/{kept.id}/explanation")
    assert seen["versions"]["trial"].startswith("cheaper #1 ")
    with ground.work(SYSTEM) as work:
        asked = application(work, kept.application_id)  # type: ignore[arg-type]
        assert not isinstance(asked, Problem)
        session = issue_borrower_session(work, asked.owner_id)
    client = TestClient(app, headers={"Authorization": f"Bearer {session.token}"})
    told = client.get(f"/api/v1/decisions/{kept.id}/explanation")
    assert told.status_code == 200, told.text
    assert "policy" in told.json()["versions"]
    assert "trial" not in told.json()["versions"]
    for path in ("/api/v1/trials", "/api/v1/trials/cheaper/comparison"):
        assert client.get(path).status_code == 403
