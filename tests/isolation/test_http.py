"""Users, keys and programs of one institution against every address of the platform, with another's ids."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.app.api import create_app
from puhui.app.party import shipped_institution
from puhui.exchange import NewPartner, SigningKeys, add_partner, new_keys, sign
from puhui.ground import SYSTEM, Ground, Mode
from puhui.ground.identity import NewKey, create_account, issue_key
from puhui.ground.tenancy import Reach
from puhui.kernel import Problem, Text, new_id
from tests.app.api_client import routes_of
from tests.isolation.town import MARK, MARKED_ID, OTHERS, OWN

BROOK: Final = OWN[Reach.GUARDED]
PASSWORD: Final = "a long walk to Dali"
DAY: Final = "2026-11-20"

Ask = Callable[[str, str], httpx.Response]


@pytest.fixture(scope="module")
def app(marked_platform: Ground) -> FastAPI:
    """The platform as it is served; in its database only the other institution has anything."""
    return create_app(marked_platform)


@pytest.fixture(scope="module")
def by_key(app: FastAPI, marked_platform: Ground) -> Ask:
    """Brook's program, with a key of its own."""
    key = _key(marked_platform, frozenset({"institution"}), BROOK)
    return _asking(TestClient(app, raise_server_exceptions=False), {"Authorization": f"Bearer {key}"})


@pytest.fixture(scope="module")
def by_session(app: FastAPI, marked_platform: Ground) -> Ask:
    """A person of Brook's, signed in with a password."""
    with marked_platform.work(SYSTEM) as work:
        made = create_account(work, "brook.01", PASSWORD, {"institution"}, {"institution"}, institution=BROOK)
        assert not isinstance(made, Problem)
    client = TestClient(app, raise_server_exceptions=False)
    opened = client.post("/api/v1/sessions", json={"login": "brook.01", "password": PASSWORD})
    assert opened.status_code == 201
    assert client.get("/api/v1/me").json()["institution"] == BROOK
    return _asking(client, {"X-CSRF-Token": opened.json()["csrf_token"]})


@pytest.fixture(scope="module")
def by_signature(app: FastAPI, marked_platform: Ground) -> Ask:
    """Brook's server, a registered partner that signs what it sends."""
    keys = _partner(marked_platform)
    client = TestClient(app, raise_server_exceptions=False)

    def ask(method: str, address: str) -> httpx.Response:
        body = b"" if method == "GET" else b"{}"
        headers = {"Idempotency-Key": str(new_id()), "Content-Type": "application/json"}
        request = httpx.Request(method, f"http://testserver{address}", headers=headers, content=body)
        answered: httpx.Response = client.send(sign(request, keys, marked_platform.clock))
        return answered

    return ask


def _partner(ground: Ground) -> SigningKeys:
    keys = new_keys()
    new = NewPartner(
        institution=BROOK,
        name=Text("测试小溪银行", "Test Brook Bank"),
        base_url="http://127.0.0.1:9901",
        page_host="127.0.0.1:9901",
        public_key=keys.public_key_text,
        cra_ids=("test_cra",),
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 1, 1),
    )
    with ground.work(SYSTEM) as work:
        assert not isinstance(add_partner(work, new), Problem)
    return keys


def _key(ground: Ground, roles: frozenset[str], institution: str | None) -> str:
    with ground.work(SYSTEM) as work:
        issued = issue_key(work, NewKey("test", Mode.LIVE, roles, institution), roles)
    assert not isinstance(issued, Problem)
    return issued.secret_text


def _asking(client: TestClient, who: Mapping[str, str]) -> Ask:
    def ask(method: str, address: str) -> httpx.Response:
        headers = {**who, "Idempotency-Key": str(new_id())}
        sent: dict[str, str] | None = None if method == "GET" else {}
        answered: httpx.Response = client.request(method, address, headers=headers, json=sent)
        return answered

    return ask


def _addresses(app: FastAPI, prefix: str = "/") -> Iterator[tuple[str, str]]:
    """Every method and address there is, with the other institution's ids, words and day put in."""
    for route in routes_of(app):
        if not str(route.path).startswith(prefix):
            continue
        filled = re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: _filled(found[1]), str(route.path))
        for method in sorted((route.methods or set()) - {"HEAD"}):
            yield method, filled
            if method == "GET":
                yield method, f"{filled}?institution={OTHERS}&subject_id={MARKED_ID}&on={DAY}&at_most=50"


def _filled(name: str) -> str:
    if name == "institution":
        return OTHERS
    if name in {"on", "date", "day", "business_date"}:
        return DAY
    return MARK if name in {"reference", "ticket", "key", "text_id", "code", "step"} else MARKED_ID


@pytest.mark.parametrize("who", ["by_key", "by_session", "by_signature"])
def test_no_address_tells_an_institution_anything_of_another(
    app: FastAPI, who: str, request: pytest.FixtureRequest
) -> None:
    """Not a marked word in any answer; and none of the other's rows, which make no sense, was even read."""
    ask: Ask = request.getfixturevalue(who)
    for method, address in _addresses(app):
        if (method, address) == ("DELETE", "/api/v1/sessions/current"):
            continue
        answered = ask(method, address)
        assert answered.status_code < 500, f"{method} {address}: {answered.text}"
        told = answered.text.replace(address, "")
        assert MARK not in told.replace(f"instance={MARK}", ""), f"{method} {address}"


@pytest.mark.parametrize("who", ["by_key", "by_session"])
def test_asking_for_anothers_thing_by_its_id_is_refused(
    app: FastAPI, who: str, request: pytest.FixtureRequest
) -> None:
    """Each address of the API with an id in it: forbidden, or there is no such thing."""
    ask: Ask = request.getfixturevalue(who)
    with_an_id = [(m, a) for m, a in _addresses(app, "/api/") if MARKED_ID in a.partition("?")[0]]
    assert with_an_id
    statuses = {(m, a): ask(m, a).status_code for m, a in with_an_id}
    assert {asked: status for asked, status in statuses.items() if status not in {403, 404}} == {}


def test_a_signed_request_for_anothers_thing_finds_nothing(app: FastAPI, by_signature: Ask) -> None:
    """The other's package, file and breaks: as if they had never been."""
    partners = [(m, a) for m, a in _addresses(app, "/partner/") if MARKED_ID in a or MARK in a or DAY in a]
    assert partners, "the platform has a partners' API"
    for method, address in partners:
        answered = by_signature(method, address)
        nothing = answered.status_code == 200 and MARKED_ID not in answered.text
        assert nothing or answered.status_code in {403, 404, 405, 410, 422}, f"{method} {address}"


def test_the_house_itself_does_meet_the_marked_rows(app: FastAPI, marked_platform: Ground) -> None:
    """So that the silence above is the fence's doing: an administrator asks the same and hears of them."""
    key = _key(marked_platform, frozenset({"admin"}), None)
    ask = _asking(TestClient(app, raise_server_exceptions=False), {"Authorization": f"Bearer {key}"})
    met = [
        address
        for method, address in _addresses(app, "/api/")
        if method == "GET"
        and (MARK in (answered := ask(method, address)).text or answered.status_code == 500)
    ]
    assert met


def test_an_institutions_people_and_programs_have_no_other_role(
    app: FastAPI, marked_platform: Ground
) -> None:
    """An administrator may make them what the table lets an institution be, and nothing else."""
    key = _key(marked_platform, frozenset({"admin"}), None)
    client = TestClient(app, raise_server_exceptions=False)
    for place, new in (
        ("accounts", {"login": "brook.02", "password": PASSWORD}),
        ("keys", {"label": "brook", "mode": "live"}),
    ):
        asked = {**new, "roles": ["admin"], "institution": BROOK}
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": str(new_id())}
        refused = client.post(f"/api/v1/{place}", json=asked, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (422, "account.roles"), refused.text
        headers["Idempotency-Key"] = str(new_id())
        made = client.post(f"/api/v1/{place}", json={**asked, "roles": ["institution"]}, headers=headers)
        assert (made.status_code, made.json()["institution"]) == (201, BROOK)


def test_a_person_of_an_institution_signs_out(app: FastAPI, marked_platform: Ground) -> None:
    """Over the institution's own login, which may end its sessions and not begin one."""
    with marked_platform.work(SYSTEM) as work:
        create_account(work, "brook.09", PASSWORD, {"institution"}, {"institution"}, institution=BROOK)
    client = TestClient(app, raise_server_exceptions=False)
    opened = client.post("/api/v1/sessions", json={"login": "brook.09", "password": PASSWORD})
    csrf = {"X-CSRF-Token": opened.json()["csrf_token"]}
    assert client.delete("/api/v1/sessions/current", headers=csrf).status_code == 204
    assert client.get("/api/v1/me").status_code == 401


def test_a_key_of_one_house_opens_no_door_of_another(marked_platform: Ground, others_house: Ground) -> None:
    """The other institution's own process knows neither Brook's keys nor the platform's administrator's."""
    app = create_app(others_house, party=shipped_institution(OTHERS))
    client = TestClient(app, raise_server_exceptions=False)
    for roles, whose in ((frozenset({"institution"}), BROOK), (frozenset({"admin"}), None)):
        ask = _asking(client, {"Authorization": f"Bearer {_key(marked_platform, roles, whose)}"})
        answers = {(m, a): ask(m, a).status_code for m, a in _addresses(app) if a.startswith("/api/v1")}
        assert {asked: status for asked, status in answers.items() if status != 401} == {}
