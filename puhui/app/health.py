"""`/health`: for load balancers, for `puhui up`, for whoever is on duty."""

from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse

from puhui import __version__
from puhui.exchange.faults import written_plan
from puhui.ground import Ground
from puhui.ground.telemetry import log
from puhui.ground.telemetry.health import health

health_router = APIRouter(tags=["health"])


@health_router.get("/health")
def read_health(request: Request) -> JSONResponse:
    """200 with counts when the database answers, 503 when it does not."""
    ground: Ground = request.app.state.ground
    try:
        with ground.engine.connect() as connection:
            counts = health(connection).as_dict()
    except SQLAlchemyError as error:
        log.error("health.database", kind=type(error).__name__)
        return JSONResponse({"status": "unavailable", "version": __version__, "database": "unreachable"}, 503)
    told: dict[str, object] = {"status": "ok", "version": __version__, "database": "reachable", **counts}
    if faults := written_plan(request.app.state.faults.plan):
        told["faults"] = faults
    return JSONResponse(told)
