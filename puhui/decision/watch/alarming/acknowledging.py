"""Somebody takes note of an alarm and says why. It stays open until its number is quiet again."""

from uuid import UUID

from puhui.decision.watch import store
from puhui.decision.watch.alarming.model import Alarm, Why
from puhui.decision.watch.running import alarm_of
from puhui.ground import Work
from puhui.ground.telemetry import redact_text
from puhui.kernel import Problem, Text

LONGEST_NOTE = 500
"""Characters."""


def acknowledge(work: Work, alarm_id: UUID, why: Why, note: str | None) -> Alarm | Problem:
    """Write down who took note, when and why; the words of their own are about figures, not about people."""
    row = store.alarm(work.connection, work.actor.mode, alarm_id, hold=True)
    if row is None:
        return _NOT_FOUND
    standing = alarm_of(row)
    if standing.cleared_on is not None:
        return _CLEARED
    if standing.acknowledged_by is not None:
        return _ALREADY
    words = (note or "").strip() or None
    if words is not None and (len(words) > LONGEST_NOTE or redact_text(words) != words):
        return _NOTE
    store.change_alarm(
        work.connection,
        alarm_id,
        acknowledged_by=work.actor.id,
        acknowledged_at=work.now(),
        why=why.value,
        note=words,
    )
    work.audit("watch.alarm_acknowledged", f"alarm:{alarm_id}", rule=standing.rule, why=why)
    changed = store.alarm(work.connection, work.actor.mode, alarm_id)
    return _NOT_FOUND if changed is None else alarm_of(changed)


_NOT_FOUND = Problem(
    "watch.alarm.not_found",
    Text("没有找到这条预警。", "There is no such alarm."),
    Text("请回到监测页重新选择。", "Go back to the watch page and choose again."),
)
_CLEARED = Problem(
    "watch.alarm.closed",
    Text("这条预警已经解除。", "This alarm has cleared."),
    Text("不用再确认。", "There is nothing to take note of."),
)
_ALREADY = Problem(
    "watch.alarm.already",
    Text("这条预警已有人确认。", "Somebody has taken note of this alarm already."),
    Text("刷新页面可以看到是谁、为什么。", "Read the page again to see who and why."),
)
_NOTE = Problem(
    "watch.alarm.note",
    Text(
        f"说明不超过{LONGEST_NOTE}字，也不要写个人的姓名、号码或账户。",
        f"A note has at most {LONGEST_NOTE} characters and no name, number or account of a person.",
    ),
    Text("请写是哪个指标、哪个来源、什么变化。", "Write which figure, which source, what changed."),
    "note",
)
