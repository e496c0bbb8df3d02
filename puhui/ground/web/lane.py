"""A lane past the routing table, for the routes that are answered at once.

Before FastAPI has found one route among two hundred, entered its scopes and left them again, a decision is
made. The lane knows the few routes that carry `@at_once`, finds them by their own expression, and runs the
very handler that the table would have run: inside the same middleware, with the same refusals. Everything
else, a request with a query for instance, passes by.
"""

from collections.abc import Iterable

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from puhui.ground.web.at_once import is_at_once
from puhui.ground.web.route import Route


class Lane:
    """ASGI: before the routing table of an application."""

    def __init__(self, app: ASGIApp, routes: tuple[Route, ...]) -> None:
        self.app, self.routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["query_string"]:
            return await self.app(scope, receive, send)
        for route in self.routes:
            found = route.path_regex.fullmatch(scope["path"])
            if found and scope["method"] in (route.methods or ()):
                scope.update(route=route, endpoint=route.endpoint, path_params=found.groupdict())
                response = await route.answered(Request(scope, receive, send))
                return await response(scope, receive, send)
        await self.app(scope, receive, send)


def open_lane(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Put the lane before the table; called once, when every router is on the application."""
    routes = tuple(
        route
        for router in routers
        for route in router.routes
        if isinstance(route, Route) and is_at_once(route.endpoint)
    )
    app.router.middleware_stack = Lane(app.router.middleware_stack, routes)
