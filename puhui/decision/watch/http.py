"""Watching over HTTP: the numbers of a period, each day whole, alarms, and taking note of one."""

from datetime import date, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request

from puhui.decision.watch.alarming.acknowledging import acknowledge
from puhui.decision.watch.bodies import AcknowledgementAsked, AlarmBody, WatchBody, watch_body
from puhui.decision.watch.looking import days_of, looked
from puhui.ground import Work
from puhui.ground.identity import accounts
from puhui.ground.web import Router, answer, work_for
from puhui.kernel import Problem

router = Router(prefix="/api/v1/watch", tags=["watch"])

_SEES_FRAUD = "desk.fraud"
_MOST_DAYS = 400


@router.get("")
def read(
    request: Request,
    work: Annotated[Work, Depends(work_for("watch.read"))],
    days: Annotated[int, Query(ge=7, le=_MOST_DAYS, description="How many days back.")] = 90,
) -> WatchBody:
    """监测：通过率、稳定性、校准、公平、逾期、用时与预警。Numbers of so many days, and alarms in words."""
    sees_fraud = _sees_fraud(request, work)
    until = work.today()
    found = looked(work, until - timedelta(days=days), until, sees_fraud=sees_fraud)
    return watch_body(found, work.actor.mode.value, _logins(work), sees_fraud=sees_fraud)


@router.get("/days")
def read_days(
    request: Request,
    work: Annotated[Work, Depends(work_for("watch.read"))],
    since: Annotated[date, Query(description="First day.")],
    until: Annotated[date | None, Query(description="Last day; yesterday where not said.")] = None,
) -> list[dict[str, Any]]:
    """每天的全部数字，最多 31 天。Each day's numbers whole, 31 days at most."""
    last = until or work.today()
    return answer(days_of(work, since, last, sees_fraud=_sees_fraud(request, work)))


@router.post("/alarms/{alarm_id}/acknowledgement", status_code=201)
def take_note(
    request: Request,
    alarm_id: UUID,
    body: AcknowledgementAsked,
    work: Annotated[Work, Depends(work_for("watch.acknowledge"))],
) -> AlarmBody:
    """确认一条预警：谁、为什么；写入审计。Take note of an alarm and say why. Audited."""
    alarm = answer(acknowledge(work, alarm_id, body.why, body.note))
    return AlarmBody.of(alarm, _logins(work), sees_fraud=_sees_fraud(request, work))


def _sees_fraud(request: Request, work: Work) -> bool:
    """Whether the permission table lets this reader see what the fraud table says."""
    table = request.app.state.permissions
    return _SEES_FRAUD in table.actions and table.allows(_SEES_FRAUD, work.actor.roles)


def _logins(work: Work) -> dict[str, str]:
    known = accounts(work)
    return {} if isinstance(known, Problem) else {str(one.id): one.login for one in known}
