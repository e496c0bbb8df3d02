"""The HTTP API: every room's router on one application, one list, nothing found by magic."""

import importlib
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, FastAPI

from puhui import __version__
from puhui.app.health import health_router
from puhui.app.pages import mount_pages
from puhui.app.reference import reference_router
from puhui.evidence import HttpProvider
from puhui.ground import Ground
from puhui.ground.permission import load_permissions
from puhui.ground.web import Limits, install
from puhui.ground.web.install import PROBLEM_SCHEMA

PERMISSIONS: Final = Path(__file__).with_name("permissions.yaml")

ROUTERS: Final = (
    "puhui.ground.identity.http:router",
    "puhui.intake.http:router",
    "puhui.evidence.http:router",
    "puhui.decision.http:router",
    "puhui.matching.http:router",
)
"""Where each room's routes are, in the order of the rooms."""


def create_app(ground: Ground, *, provider: HttpProvider | None = None, is_demo: bool = False) -> FastAPI:
    """The application on an opened ground, with its reference at `/api/docs`.

    `provider` is left on `app.state.provider` for whoever has to verify; without one nobody is verified.
    """
    app = FastAPI(
        title="普惠 Puhui",
        version=__version__,
        description="小微企业贷款：证据、决定、真实成本。 Lending to micro businesses, with reasons.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    settings = ground.settings
    limits = Limits(settings.json_limit_mb << 20, settings.upload_limit_mb << 20)
    install(app, ground, load_permissions(PERMISSIONS), limits, settings.idempotency_hours)
    app.state.provider = provider
    for where in ROUTERS:
        app.include_router(_router(where))
    app.include_router(health_router)
    app.include_router(reference_router)
    mount_pages(app, is_demo=is_demo)
    _describe(app)
    return app


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
