"""The whole application on a real ground, for tests at the door."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts
from fastapi.testclient import TestClient

from puhui.app.api import PERMISSIONS, create_app
from puhui.ground import SYSTEM, Ground, Mode
from puhui.ground.identity import NewKey, issue_key
from puhui.ground.permission import load_permissions
from puhui.kernel import Problem

ROLES = load_permissions(PERMISSIONS).roles


def key_header(ground: Ground, *roles: str, mode: Mode = Mode.LIVE) -> dict[str, str]:
    """The header of a fresh API key with these roles."""
    with ground.work(SYSTEM) as work:
        issued = issue_key(work, NewKey("test", mode, frozenset(roles)), ROLES)
    assert not isinstance(issued, Problem)
    return {"Authorization": f"Bearer {issued.secret_text}"}


def client_of(ground: Ground) -> TestClient:
    """A client in the same process that lets surprises be answered as they are in service."""
    return TestClient(create_app(ground), raise_server_exceptions=False)


def routes_of(app: FastAPI) -> Iterator[RouteContext]:
    """Every route with a path, as it is served."""
    for context in iter_route_contexts(app.routes):
        if context.path and context.methods:
            yield context
