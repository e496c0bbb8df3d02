"""Faults can be looked at always, changed in a demonstration only, and every change is audited."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text

from puhui.app.api import PERMISSIONS
from puhui.exchange.faults import FaultSwitch, announce, read_plan
from puhui.exchange.faults.http import router
from puhui.exchange.faults.model import FaultPlan
from puhui.ground import Ground
from puhui.ground.permission import load_permissions
from puhui.ground.web import install
from tests.app.api_client import key_header


@pytest.fixture
def switch() -> FaultSwitch:
    """A demonstration's switch, nothing in force."""
    return FaultSwitch(can_change=True)


@pytest.fixture
def client(ground: Ground, switch: FaultSwitch) -> Iterator[TestClient]:
    """A process with only this route."""
    app = FastAPI()
    install(app, ground, load_permissions(PERMISSIONS))
    app.include_router(router)
    app.state.faults = switch
    with TestClient(app, headers=key_header(ground, "admin")) as client:
        yield client


def _audited(ground: Ground, action: str) -> list[str]:
    with ground.engine.connect() as connection:
        found = connection.execute(
            text("SELECT detail ->> 'plan' FROM ground.audit_entry WHERE action = :action"),
            {"action": action},
        )
        return [row[0] for row in found]


def test_a_demonstration_is_told_to_go_wrong_and_the_trail_says_so(
    client: TestClient, ground: Ground, switch: FaultSwitch
) -> None:
    """The plan holds at once, and who changed it is written down."""
    answer = client.put("/api/v1/faults", json={"plan": "silent:applications:3"})
    assert answer.status_code == 200 and answer.json()["plan"] == "silent:applications:3"
    assert switch.plan == read_plan("silent:applications:3")
    assert _audited(ground, "fault.set") == ["silent:applications:3"]
    client.put("/api/v1/faults", json={"plan": ""})
    assert not switch.plan and client.get("/api/v1/faults").json()["plan"] == ""


def test_a_real_process_cannot_be_told(client: TestClient, ground: Ground, switch: FaultSwitch) -> None:
    """Outside a demonstration the answer is no, and nothing changes."""
    switch.can_change = False
    answer = client.put("/api/v1/faults", json={"plan": "refuse:*:*"})
    assert answer.status_code == 403 and answer.json()["code"] == "fault.forbidden"
    assert not switch.plan and _audited(ground, "fault.set") == []


def test_a_plan_that_cannot_be_read_changes_nothing(client: TestClient, switch: FaultSwitch) -> None:
    """422 with the way it is written."""
    answer = client.put("/api/v1/faults", json={"plan": "loud:events"})
    assert answer.status_code == 422 and "silent:applications:3" in answer.json()["fix"]
    assert not switch.plan


def test_a_reviewer_may_not_set_faults(client: TestClient, ground: Ground) -> None:
    """It is for administrators and developers."""
    header = key_header(ground, "reviewer")
    assert client.put("/api/v1/faults", json={"plan": ""}, headers=header).status_code == 403


def test_a_start_with_faults_is_written_down(ground: Ground) -> None:
    """Once for a process with faults, never for one without."""
    plan = read_plan("twice:events:*,seed=7")
    assert isinstance(plan, FaultPlan)
    announce(ground, FaultSwitch())
    announce(ground, FaultSwitch(plan))
    assert _audited(ground, "fault.plan_in_force") == ["twice:events:*,seed=7"]
