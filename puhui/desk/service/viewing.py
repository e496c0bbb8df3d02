"""Saved views of the queue: each account keeps its own, and may let colleagues use them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row

from puhui.desk.model import Sort, View
from puhui.desk.store import views as store
from puhui.ground import Work
from puhui.kernel import Problem, Text

LONGEST_NAME: Final = 60
MOST_VIEWS: Final = 50


@dataclass(frozen=True, slots=True)
class NewView:
    """A view to be kept under its name."""

    name: str
    filter: Mapping[str, object]
    sort: Sort
    columns: Sequence[str]
    shared: bool


def views(work: Work) -> tuple[View, ...]:
    """One's own views by name, then those that colleagues share."""
    rows = store.visible(work.connection, work.actor.mode, work.actor.id)
    return tuple(_view(row) for row in rows)


def keep_view(work: Work, new: NewView) -> View | Problem:
    """Keep a view; one's own of that name before is gone, a colleague's of the same name stays theirs."""
    name = new.name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        return _NAME
    connection, mode, owner = work.connection, work.actor.mode, work.actor.id
    mine = [it for it in views(work) if it.owner == owner]
    if len(mine) >= MOST_VIEWS and name not in {it.name for it in mine}:
        return _TOO_MANY
    kept = View(name, owner, dict(new.filter), new.sort, tuple(new.columns), new.shared, work.now())
    values = {field: getattr(kept, field) for field in View.__slots__}
    store.keep(connection, values | {"mode": mode.value, "columns": list(kept.columns)})
    return kept


def drop_view(work: Work, name: str) -> Problem | None:
    """Forget a view of one's own."""
    done = store.drop(work.connection, work.actor.mode, work.actor.id, name)
    return None if done else _NO_VIEW


def _view(row: Row[Any]) -> View:
    values = {name: row._mapping[name] for name in View.__slots__}
    return View(**values | {"sort": Sort(row.sort), "columns": tuple(row.columns)})


_NAME: Final = Problem(
    "desk.view.name",
    Text(f"视图名称应有 1 到 {LONGEST_NAME} 个字。", f"A view's name has 1 to {LONGEST_NAME} characters."),
    Text("请改个名称。", "Choose another name."),
    "name",
)
_TOO_MANY: Final = Problem(
    "desk.view.too_many_kept",
    Text(f"每个账号最多保存 {MOST_VIEWS} 个视图。", f"An account keeps at most {MOST_VIEWS} views."),
    Text("请先删除不用的视图。", "Delete one that is not used."),
)
_NO_VIEW: Final = Problem(
    "desk.view.not_found",
    Text("没有这个名称的视图。", "You have no view of that name."),
    Text("别人共享的视图由保存它的人删除。", "A shared view is deleted by whoever saved it."),
)
