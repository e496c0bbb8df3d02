"""Who looks after an application: put into one's own hands, a colleague's, or nobody's."""

from typing import Final
from uuid import UUID

from puhui.desk.model import CaseFile
from puhui.desk.service.people import is_colleague
from puhui.desk.service.refreshing import refresh
from puhui.desk.store import cases
from puhui.ground import Work
from puhui.ground.identity import logins_of
from puhui.intake import application
from puhui.kernel import Problem, Text

NOBODY: Final = "nobody"
ME: Final = "me"


def assign(work: Work, application_id: UUID, to: str, seen: str | None) -> CaseFile | Problem:
    """Give it to somebody. `seen` is who had it on the screen: when somebody was quicker, it stays theirs.

    Said again after it was done, it is done: giving it to whoever has it changes nothing.
    """
    if isinstance(found := application(work, application_id), Problem):
        return found
    cases.hold(work.connection, application_id)
    wanted = {ME: work.actor.id, NOBODY: None}.get(to, to)
    if wanted is not None and not is_colleague(work, wanted):
        return _NO_COLLEAGUE
    now = cases.assignee_of(work.connection, work.actor.mode, application_id)
    if now != wanted:
        if now != seen:
            return _quicker(work, now)
        _give(work, application_id, wanted)
    made = refresh(work, application_id)
    return _NOT_HERE if made is None else made


def _give(work: Work, application_id: UUID, wanted: str | None) -> None:
    connection, mode = work.connection, work.actor.mode
    cases.assign(connection, mode, application_id, wanted, at=work.now(), actor=work.actor.id)
    work.audit("desk.assigned", f"application:{application_id}", to=wanted or NOBODY)


def _quicker(work: Work, now: str | None) -> Problem:
    who = None if now is None else logins_of(work, [now]).get(now, now)
    return Problem(
        "desk.assignee.conflict",
        Text(f"这笔申请刚由 {who} 接手。", f"{who} has just taken this application.")
        if who
        else Text("这笔申请刚被放回，现在没有人负责。", "It was just put back; nobody has it now."),
        Text("请刷新后再决定。", "Look again, then decide."),
    )


_NO_COLLEAGUE: Final = Problem(
    "desk.assignee.unknown",
    Text("没有这个在用的账号。", "There is no such account in use."),
    Text("请从名单里选一位同事。", "Choose a colleague from the list."),
    "assignee",
)
_NOT_HERE: Final = Problem(
    "application.not_found", Text("没有找到这笔申请。", "There is no such application.")
)
