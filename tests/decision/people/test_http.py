"""Cases before a person at the door: both roles, refusals by status, a request until its answer."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from puhui.app.api import PERMISSIONS, create_app
from puhui.app.party import Party, platform_party, shipped_institution
from puhui.decision import decide_application
from puhui.ground import SYSTEM, Actor, ActorKind, Ground, Mode
from puhui.ground.identity import create_account
from puhui.ground.permission import load_permissions
from puhui.kernel import Problem
from tests.app.api_client import key_header
from tests.decision.applying import applied

PARTIES = [platform_party(), shipped_institution("test_brook_bank")]
PASSWORD = "made-up-evening-1"
CLERK = Actor("clerk-990000", ActorKind.PERSON, frozenset({"admin"}), Mode.LIVE)
REASON = {"reason_zh": "看过账本，经营稳定。", "reason_en": "The books were seen; trade is steady."}


@pytest.fixture(params=PARTIES, ids=lambda party: party.role.value)
def house(request: pytest.FixtureRequest, ground: Ground) -> "House":
    """The whole application of either role."""
    return House(ground, request.param)


class House:
    """An application with people who signed in."""

    def __init__(self, ground: Ground, party: Party) -> None:
        self.ground = ground
        self.app = create_app(ground, party=party)
        self.known = load_permissions(PERMISSIONS).roles

    def person(self, login: str, *roles: str) -> TestClient:
        """A client in which somebody of these roles has signed in."""
        with self.ground.work(SYSTEM) as work:
            made = create_account(work, login, PASSWORD, frozenset(roles), self.known)
            assert not isinstance(made, Problem), made
        client = TestClient(self.app, raise_server_exceptions=False)
        opened = client.post("/api/v1/sessions", json={"login": login, "password": PASSWORD})
        client.headers["X-CSRF-Token"] = opened.json()["csrf_token"]
        return client

    def case(self, amount_fen: int = 20_000_000) -> UUID:
        """A case that no machine could decide."""
        with self.ground.work(CLERK) as work:
            asked = applied(work, debts=False, amount_fen=amount_fen)
            assert not isinstance(decide_application(work, asked.id), Problem)
        return asked.id


def post(client: TestClient, path: str, body: dict[str, Any]) -> Any:
    """A POST with a key of its own."""
    return client.post(f"/api/v1{path}", json=body, headers={"Idempotency-Key": str(uuid4())})


def test_a_case_from_looking_to_two_peoples_decision(house: House) -> None:
    """What to look at, a proposal above one's authority, not one's own, confirmed by a second person."""
    case = house.case(40_000_000)
    wang, zhao = house.person("wang.review", "reviewer"), house.person("zhao.senior", "senior_reviewer")
    seen = wang.get(f"/api/v1/referrals/{case}").json()
    assert seen["outcome"] == "refer" and seen["waits"] and seen["look_first"][0]["what"]["zh"]
    assert seen["authority"]["mine_fen"] == 30_000_000
    verdict = {"seen_decision_id": seen["decision_id"], "outcome": "approve", "limit_fen": 40_000_000}
    said = post(wang, f"/referrals/{case}/verdict", {**verdict, "band": "C", **REASON})
    assert (said.status_code, said.json()["state"]) == (201, "waits_for_second"), said.text
    confirmation = f"/referrals/{case}/proposals/{said.json()['proposal_id']}/confirmation"
    own = post(wang, confirmation, {"agrees": True, "note": ""})
    assert (own.status_code, own.json()["code"]) == (403, "proposal.own.forbidden")
    waiting = zhao.get(f"/api/v1/referrals/{case}").json()["proposal"]
    assert waiting["by"]["login"] == "wang.review" and waiting["may_i_confirm"]
    done = post(zhao, confirmation, {"agrees": True, "note": ""})
    assert (done.status_code, done.json()["state"]) == (201, "decided")
    late = post(wang, f"/referrals/{case}/verdict", {**verdict, "band": "C", **REASON})
    assert (late.status_code, late.json()["code"]) == (409, "verdict.stale.conflict")


def test_a_verdict_is_never_guessed_from_another_type(house: House) -> None:
    """`true` is no amount of one fen and `"yes"` no agreement: nothing is approved by a slip of a program."""
    case = house.case()
    wang = house.person("wang.review", "reviewer")
    seen = wang.get(f"/api/v1/referrals/{case}").json()["decision_id"]
    verdict = {"seen_decision_id": seen, "outcome": "approve", "band": "C", **REASON}
    for limit in (True, "1000000", 1000000.0):
        said = post(wang, f"/referrals/{case}/verdict", {**verdict, "limit_fen": limit})
        assert (said.status_code, said.json()["where"]) == (422, "body.limit_fen"), said.text
    for agrees in ("yes", 1, "true"):
        said = post(wang, f"/referrals/{case}/proposals/{uuid4()}/confirmation", {"agrees": agrees})
        assert (said.status_code, said.json()["where"]) == (422, "body.agrees"), said.text
    assert wang.get(f"/api/v1/referrals/{case}").json()["waits"]


def test_a_request_is_answered_and_the_answer_is_there(house: House) -> None:
    """Asked by whoever helps the borrower, listed with its day, opened with a line in the audit trail."""
    case = house.case()
    wang = house.person("wang.review", "reviewer")
    decision = wang.get(f"/api/v1/referrals/{case}").json()["decision_id"]
    helper = TestClient(house.app, headers=key_header(house.ground, "operations"))
    assert post(helper, f"/decisions/{decision}/reviews/explanation", {"note": "为什么"}).status_code == 201
    listed = wang.get("/api/v1/requests?state=open&kind=explanation").json()
    assert listed["total"] == 1 and listed["rows"][0]["due_at"]
    one = listed["rows"][0]["id"]
    assert wang.get(f"/api/v1/requests/{one}").json()["words"] == "为什么"
    answer = {"text_zh": "因为还不知道现有的贷款。", "result": "explained"}
    assert post(wang, f"/requests/{one}/answer", answer).status_code == 201
    assert post(wang, f"/requests/{one}/answer", answer).status_code == 409
    (told,) = helper.get(f"/api/v1/decisions/{decision}/reviews").json()
    assert told["answer"]["zh"] == "因为还不知道现有的贷款。"
    with house.ground.work(SYSTEM) as work:
        read = "SELECT count(*) FROM ground.audit_entry WHERE action = 'decision.request_read'"
        assert work.connection.execute(text(read)).scalar_one() == 1


def test_a_program_has_no_word_and_an_outsider_not_even_a_look(house: House) -> None:
    """A key with the role of a reviewer reads; only a person decides."""
    case = house.case()
    key = TestClient(house.app, headers=key_header(house.ground, "reviewer"))
    seen = key.get(f"/api/v1/referrals/{case}").json()
    assert seen["authority"]["mine_fen"] == 0
    verdict = {"seen_decision_id": seen["decision_id"], "outcome": "decline", **REASON}
    refused = post(key, f"/referrals/{case}/verdict", verdict)
    assert (refused.status_code, refused.json()["code"]) == (403, "verdict.person.forbidden")
    outsider = TestClient(house.app, headers=key_header(house.ground, "field"))
    assert outsider.get(f"/api/v1/referrals/{case}").status_code == 403


def test_pages_of_requests_follow_each_other(house: House) -> None:
    """Oldest first, each once; a made-up place is refused."""
    case = house.case()
    wang = house.person("wang.review", "reviewer")
    decision = wang.get(f"/api/v1/referrals/{case}").json()["decision_id"]
    helper = TestClient(house.app, headers=key_header(house.ground, "operations"))
    for kind in ("explanation", "correction", "person"):
        post(helper, f"/decisions/{decision}/reviews/{kind}", {})
    first = wang.get("/api/v1/requests?at_most=2").json()
    then = wang.get("/api/v1/requests", params={"at_most": 2, "after": first["after"]}).json()
    assert len({row["id"] for row in first["rows"] + then["rows"]}) == 3 and then["after"] is None
    assert wang.get("/api/v1/requests?after=nowhere").status_code == 422
