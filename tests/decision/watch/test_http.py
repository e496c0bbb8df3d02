"""The watch over HTTP: before the first night, after it, and taking note of an alarm."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert

from puhui.app.api import create_app
from puhui.decision import decide_application
from puhui.decision.watch import watch_due
from puhui.decision.watch.tables import watch_alarm
from puhui.ground import SYSTEM, Actor, Ground, Mode
from puhui.ground.identity import NewKey, issue_key
from puhui.kernel import new_id
from tests.decision.applying import applied
from tests.decision.watch.test_running import later


@pytest.fixture
def night(ground: Ground) -> Ground:
    """The same house one night on."""
    return later(ground, 1)


def client_of(ground: Ground, role: str) -> TestClient:
    """A program of the house with one role, in test mode."""
    with ground.work(SYSTEM) as work:
        issued = issue_key(work, NewKey("测试", Mode.TEST, frozenset({role})), {role})
    secret = issued.secret_text  # type: ignore[union-attr]
    return TestClient(create_app(ground), headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def analyst(night: Ground) -> Iterator[TestClient]:
    """A risk analyst's program."""
    with client_of(night, "risk_analyst") as client:
        yield client


def raised(ground: Ground, about: str = "top_buyer_share", **more: Any) -> UUID:
    """An alarm that stands."""
    alarm_id = new_id()
    numbers = {"psi": 0.31, "corrected": 0.27, "low": 0.2, "high": 0.36, "n": 812, "mover": None, **more}
    row = {
        "id": alarm_id,
        "mode": "test",
        "rule": "drift",
        "about": about,
        "level": "act",
        "raised_on": date(2026, 11, 20),
        "seen_on": date(2026, 11, 23),
        "calm_days": 0,
        "numbers": numbers,
    }
    with ground.engine.begin() as connection:
        connection.execute(insert(watch_alarm).values(row))
    return alarm_id


def test_before_the_first_night_it_says_from_when_there_will_be_numbers(analyst: TestClient) -> None:
    """No decision at all, then none of a day that is over."""
    told = analyst.get("/api/v1/watch").json()
    assert (told["on"], told["latest"], told["first_decision"], told["alarms"]) == (None, None, None, [])
    assert len(told["limits"]) > 20 and told["choices"][0]["said"]["zh"] == "正在查"


def test_after_a_night_the_numbers_have_names(analyst: TestClient, night: Ground, clerk: Actor) -> None:
    """The newest day whole, each day short, and words for every code in them; drift begins a month later."""
    with night.work(clerk) as work:
        decide_application(work, applied(work).id)
    watch_due(later(night, 2), Mode.TEST)
    told = analyst.get("/api/v1/watch?days=30").json()
    assert (told["on"], told["first_decision"], told["references"]) == ("2026-11-24", "2026-11-24", 0)
    assert told["numbers_from"] == "2026-12-25"
    assert told["series"][0]["day"]["approve"] == told["latest"]["day"]["approve"] == 1
    assert told["names"]["whole"] == {"zh": "全程", "en": "Whole"}
    assert all(told["names"][one["code"]]["zh"] for one in told["latest"]["reasons"])
    assert analyst.get("/api/v1/watch/days?since=2026-11-24").json()[0]["on"] == "2026-11-24"
    assert analyst.get("/api/v1/watch/days?since=2026-01-01").status_code == 422


def test_somebody_takes_note_once_and_says_why(analyst: TestClient, night: Ground) -> None:
    """Who and why stand beside the alarm; a second person is told, a person's number is not taken."""
    alarm_id = raised(
        night, mover={"by": "business", "value": "individual_business", "share": 0.8, "weight": 0.3}
    )
    (told,) = analyst.get("/api/v1/watch").json()["alarms"]
    assert "第一大客户占比" in told["what"]["zh"] and "个体工商户" in told["what"]["zh"], told["what"]
    path = f"/api/v1/watch/alarms/{alarm_id}/acknowledgement"

    def say(why: str, note: str | None = None) -> Any:
        return analyst.post(path, json={"why": why, "note": note}, headers={"Idempotency-Key": str(uuid4())})

    assert say("season", "问 13800138000").json()["code"] == "watch.alarm.note"
    noted = say("season", "节后开业的店多")
    assert noted.status_code == 201, noted.text
    assert (noted.json()["why_said"]["zh"], noted.json()["note"]) == ("季节", "节后开业的店多")
    assert say("looking").status_code == 409
    with night.engine.connect() as connection:
        trail = connection.exec_driver_sql(
            "SELECT count(*) FROM ground.audit_entry WHERE action = 'watch.alarm_acknowledged'"
        )
        assert trail.scalar_one() == 1


def test_operations_read_without_fraud_and_acknowledge_nothing(night: Ground) -> None:
    """What the fraud table says is not everybody's; taking note is the risk analyst's."""
    raised(night, "fraud_both_ways_share")
    alarm_id = raised(night)
    with client_of(night, "operations") as client:
        assert [one["about"] for one in client.get("/api/v1/watch").json()["alarms"]] == ["top_buyer_share"]
        path = f"/api/v1/watch/alarms/{alarm_id}/acknowledgement"
        key = {"Idempotency-Key": str(uuid4())}
        assert client.post(path, json={"why": "looking"}, headers=key).status_code == 403
    with client_of(night, "reviewer") as client:
        assert client.get("/api/v1/watch").status_code == 403
