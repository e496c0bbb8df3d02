"""The HTTP API: every room's router on one application, one list a role, nothing found by magic."""

import importlib
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, FastAPI

from puhui import __version__
from puhui.app.console import mount_console
from puhui.app.health import health_router
from puhui.app.outside import Outside
from puhui.app.pages import mount_pages
from puhui.app.party import Party, party_of
from puhui.app.reconciling import books_of, latest_business_date, told_breaks
from puhui.app.reference import reference_router
from puhui.app.role import Role
from puhui.evidence import HttpProvider
from puhui.exchange.faults import FaultyDoor
from puhui.ground import Ground, Unavailable
from puhui.ground.identity.me import NameBody, PartyBody
from puhui.ground.permission import load_permissions
from puhui.ground.web import Limits, install, open_lane
from puhui.ground.web.install import PROBLEM_SCHEMA
from puhui.kernel import Problem

PERMISSIONS: Final = Path(__file__).with_name("permissions.yaml")

_BOTH: Final = (
    "puhui.ground.identity.http:router",
    "puhui.ground.audit.http:router",
    "puhui.intake.http:router",
    "puhui.evidence.http:router",
    "puhui.graph.http:router",
    "puhui.identify.http:asking",
    "puhui.identify.http:files",
    "puhui.identify.http:unsure",
    "puhui.identify.http:people",
    "puhui.decision.http:router",
    "puhui.decision.publishing.http:router",
    "puhui.decision.people.http:router",
    "puhui.decision.models.http:router",
    "puhui.decision.trial.http:router",
    "puhui.decision.what_if.http:router",
    "puhui.decision.fraud.http:router",
    "puhui.decision.watch.http:router",
    "puhui.matching.http:router",
    "puhui.matching.publishing.http:router",
    "puhui.exchange.http:router",
    "puhui.exchange.reconciliation.http:router",
    "puhui.exchange.faults.http:router",
    "puhui.desk.http:router",
)
ROUTERS: Final = {
    Role.PLATFORM: (
        *_BOTH,
        "puhui.exchange.http:platform_router",
        "puhui.exchange.conformance.http:router",
        "puhui.loan.http:mirror_router",
    ),
    Role.INSTITUTION: (
        *_BOTH,
        "puhui.exchange.http:institution_router",
        "puhui.loan.http:router",
        "puhui.servicing.http:router",
        "puhui.servicing.warning.http:router",
    ),
}
"""Where each room's routes are, in the order of the rooms."""


def create_app(
    ground: Ground,
    *,
    party: Party | None = None,
    outside: Outside | None = None,
    provider: HttpProvider | None = None,
    is_demo: bool = False,
) -> FastAPI:
    """The application of one party on an opened ground, with its reference at `/api/docs`.

    Everything outside comes in as `outside` and is left on `app.state` for the routes; `provider` alone is
    short for an `Outside` that has nothing else. Without `party` the settings say who this is.
    """
    party = party or _party(ground)
    outside = outside or Outside(provider=provider)
    app = FastAPI(
        title=f"{party.name.zh} {party.name.en}",
        version=__version__,
        description="小微企业贷款：证据、决定、真实成本。 Lending to micro businesses, with reasons.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    settings = ground.settings
    limits = Limits(settings.json_limit_mb << 20, settings.upload_limit_mb << 20)
    install(app, ground, load_permissions(PERMISSIONS), limits, settings.idempotency_hours)
    _leave(app, party, outside, settings.public_url)
    app.add_middleware(FaultyDoor, switch=outside.faults)
    routers = [_router(where) for where in ROUTERS[party.role]]
    for router in routers:
        app.include_router(router)
    app.include_router(health_router)
    app.include_router(reference_router)
    mount_console(app)
    mount_pages(app, is_demo=is_demo, lender=party.institution if party.is_institution else None)
    open_lane(app, routers)
    _describe(app)
    return app


def _party(ground: Ground) -> Party:
    found = party_of(ground.settings)
    if isinstance(found, Problem):
        raise Unavailable(found)
    return found


def _leave(app: FastAPI, party: Party, outside: Outside, page_url: str | None) -> None:
    """What routes ask `request.app.state` for."""
    app.state.party, app.state.outside = party, outside
    app.state.told_party = PartyBody(
        role=party.role.value, code=party.code, name=NameBody(zh=party.name.zh, en=party.name.en)
    )
    app.state.decider, app.state.catalogue = party.decider, party.catalogue
    app.state.provider, app.state.bureau, app.state.rail = outside.provider, outside.bureau, outside.rail
    app.state.courier, app.state.faults = outside.courier, outside.faults
    app.state.page_url = page_url
    app.state.books, app.state.latest_business_date = books_of(party), latest_business_date(party)
    app.state.mirror_breaks = None if party.is_institution else told_breaks


def _router(where: str) -> APIRouter:
    module, name = where.split(":")
    found = getattr(importlib.import_module(module), name)
    assert isinstance(found, APIRouter)  # noqa: S101 - the list above is ours
    return found


def _describe(app: FastAPI) -> None:
    """Say in the OpenAPI document what every operation shares: how to sign in, how a refusal looks."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = generate()
            parts = document.setdefault("components", {})
            parts.setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
            parts["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
            document["security"] = [{"key": []}, {}]
        assert app.openapi_schema is not None  # noqa: S101 - generate() keeps it
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
