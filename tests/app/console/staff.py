"""Made-up people at the door of a whole application, signed in with a cookie as a browser is."""

from fastapi.testclient import TestClient

from puhui.app.api import PERMISSIONS, create_app
from puhui.ground import SYSTEM, Ground
from puhui.ground.identity import Account, create_account
from puhui.ground.permission import load_permissions
from puhui.kernel import new_id

PASSWORD = "made-up-evening-1"


def hired(ground: Ground, login: str, *roles: str, institution: str | None = None) -> Account:
    """An account with these roles."""
    known = load_permissions(PERMISSIONS).roles_for(institution)
    with ground.work(SYSTEM) as work:
        made = create_account(work, login, PASSWORD, roles, known, institution=institution)
    assert isinstance(made, Account), made
    return made


class Browser:
    """A client that keeps its cookie and brings the token back with every change."""

    def __init__(self, ground: Ground) -> None:
        self.client = TestClient(create_app(ground), raise_server_exceptions=False)
        self.csrf = ""

    def sign_in(self, login: str, password: str = PASSWORD) -> int:
        """The status of the answer."""
        answer = self.client.post("/api/v1/sessions", json={"login": login, "password": password})
        self.csrf = answer.json().get("csrf_token", "")
        return int(answer.status_code)

    def send(self, method: str, path: str, body: object = None) -> "Answer":
        """One request as the console sends it."""
        headers = {"X-CSRF-Token": self.csrf, "Idempotency-Key": str(new_id()), "Accept-Language": "en"}
        got = self.client.request(method, path, json=body, headers=headers)
        return Answer(got.status_code, got.json() if got.content else None)


class Answer:
    """A status and what was said."""

    def __init__(self, status: int, body: object) -> None:
        self.status, self.body = status, body

    def __getitem__(self, name: str) -> object:
        assert isinstance(self.body, dict), self.body
        return self.body[name]
