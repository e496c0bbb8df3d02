"""People with accounts and a session each, made without the slow hashing of a password."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from fastapi import FastAPI
from fastapi.testclient import TestClient

from puhui.ground import SYSTEM, Ground
from puhui.ground.identity import Account, store
from puhui.ground.identity.tokens import SESSION_PREFIX, hash_token, new_token
from puhui.kernel import new_id


class Colleague:
    """Somebody with a session, who says each thing once."""

    def __init__(self, app: FastAPI, ground: Ground, login: str, role: str) -> None:
        token = new_token(SESSION_PREFIX)
        with ground.work(SYSTEM) as work:
            account = Account(new_id(), login, frozenset({role}), work.now())
            until = work.now() + timedelta(days=30)
            assert store.add_account(work.connection, account, "no password")
            whose = hash_token(token), "person", account.id
            store.add_session(work.connection, *whose, now=work.now(), expires_at=until)
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}
        self._client = TestClient(app, headers=headers, raise_server_exceptions=False)

    def get(self, path: str, status: int = 200) -> Any:
        """Look at something."""
        return self._answer(self._client.get(path), status)

    def put(self, path: str, status: int = 200, **body: Any) -> Any:
        """Write something."""
        return self._answer(self._client.put(path, json=body), status)

    def post(self, path: str, status: int | None = None, **body: Any) -> Any:
        """Do something."""
        key = {"Idempotency-Key": str(uuid4())}
        return self._answer(self._client.post(path, json=body, headers=key), status)

    def delete(self, path: str, status: int = 204) -> Any:
        """Take something away."""
        return self._answer(self._client.delete(path), status)

    @staticmethod
    def _answer(response: Any, status: int | None) -> Any:
        assert response.status_code == status if status else response.status_code < 300, response.text
        return response.json() if response.content else None
