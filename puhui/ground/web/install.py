"""Everything a FastAPI application needs to be one of ours, put on in one call."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI

from puhui.ground import Ground
from puhui.ground.permission import PermissionTable
from puhui.ground.web.handlers import install_handlers
from puhui.ground.web.limits import BodyGuard, Limits
from puhui.ground.web.request_log import RequestLog

_KEPT_FREE: Final = 2
"""Connections that requests leave to the worker and to the health check."""

PROBLEM_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable, for machines"},
        "detail": {"type": "string", "description": "What is wrong, in the language asked for"},
        "where": {"type": "string", "description": "The place in the request"},
        "fix": {"type": "string", "description": "What to do about it"},
        "request_id": {"type": "string", "format": "uuid"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}


def install(
    app: FastAPI,
    ground: Ground,
    permissions: PermissionTable,
    limits: Limits | None = None,
    key_hours: int = 24,
) -> None:
    """Give `app` its ground, its permission table, its limits, its log and its way of refusing."""
    app.state.ground = ground
    app.state.permissions = permissions
    app.state.key_hours = key_hours
    app.state.turns = asyncio.Semaphore(max(1, ground.settings.database_pool - _KEPT_FREE))
    install_handlers(app)
    app.add_middleware(BodyGuard, limits=limits or Limits())
    app.add_middleware(RequestLog)
