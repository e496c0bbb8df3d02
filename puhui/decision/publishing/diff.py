"""What a draft changes, row by row, as a colleague would say it."""

from dataclasses import dataclass
from typing import Any, Literal

from puhui.decision.looking_back.written import both_in
from puhui.decision.publishing.documents import body_of
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Changed:
    """One row that is not as before. `before` and `after` are its cells by column key."""

    row_id: str
    change: Literal["added", "removed", "changed", "moved"]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    said: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of either side: `same`, `added` or `removed`."""

    key: str
    label: Text
    change: Literal["same", "added", "removed"]


def changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[Changed, ...]:
    """Every row that differs between two documents, in the order of the newer one, removed rows last."""
    old, new = _rows(before), _rows(after)
    labels = {column.key: column.label for column in columns(before, after)}
    moved = _moved([it for it in old if it in new], [it for it in new if it in old])
    found = []
    for row_id, row in new.items():
        if row_id not in old:
            found.append(Changed(row_id, "added", None, row, _whole(row, labels, "新增", "added")))
        elif old[row_id] != row:
            found.append(Changed(row_id, "changed", old[row_id], row, _cells(old[row_id], row, labels)))
        elif row_id in moved:
            found.append(Changed(row_id, "moved", old[row_id], row, _place(row_id, list(old), list(new))))
    gone = [it for it in old if it not in new]
    return (
        *found,
        *(Changed(it, "removed", old[it], None, _whole(old[it], labels, "删除", "removed")) for it in gone),
    )


def columns(before: dict[str, Any], after: dict[str, Any]) -> tuple[Column, ...]:
    """Every column of either document."""
    old, new = _columns(before), _columns(after)
    return tuple(
        Column(key, label, "same" if key in old and key in new else "added" if key in new else "removed")
        for key, label in {**old, **new}.items()
    )


def _columns(document: dict[str, Any]) -> dict[str, Text]:
    body = body_of(document)
    both = [*_list(body.get("inputs")), *_list(body.get("outputs"))]
    return {str(it.get("id")): both_in(str(it.get("name") or it.get("field") or it.get("id"))) for it in both}


def _rows(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rules = _list(body_of(document).get("rules"))
    return {
        str(it.get("_id") or number): {key: value for key, value in it.items() if value not in ("", None)}
        for number, it in enumerate(rules, start=1)
    }


def _list(value: object) -> list[dict[str, Any]]:
    return [it for it in value if isinstance(it, dict)] if isinstance(value, list) else []


def _cells(old: dict[str, Any], new: dict[str, Any], labels: dict[str, Text]) -> Text:
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key) and key != "_id"]
    told = [(_label(key, labels), _cell(old.get(key)), _cell(new.get(key))) for key in keys]
    return Text(
        "；".join(f"{label.zh}：{was.zh} → {now.zh}" for label, was, now in told),
        "; ".join(f"{label.en}: {was.en} → {now.en}" for label, was, now in told),
    )


def _whole(row: dict[str, Any], labels: dict[str, Text], zh: str, en: str) -> Text:
    told = [(_label(key, labels), _cell(row[key])) for key in row if key != "_id"]
    return Text(
        f"{zh}：" + "；".join(f"{label.zh} {cell.zh}" for label, cell in told),
        f"{en}: " + "; ".join(f"{label.en} {cell.en}" for label, cell in told),
    )


def _label(key: str, labels: dict[str, Text]) -> Text:
    return Text("说明", "note") if key == "_description" else labels.get(key, Text(key, key))


def _cell(value: object) -> Text:
    return Text("（空）", "(empty)") if value in ("", None) else Text(str(value), str(value))


def _place(row_id: str, old: list[str], new: list[str]) -> Text:
    was, now = old.index(row_id) + 1, new.index(row_id) + 1
    return Text(f"从第 {was} 行移到第 {now} 行", f"moved from row {was} to row {now}")


def _moved(old: list[str], new: list[str]) -> set[str]:
    """The fewest rows that, taken out, leave both in one order."""
    stays = _longest_common(old, new)
    return {it for it in new if it not in stays}


def _longest_common(old: list[str], new: list[str]) -> set[str]:
    """Rows of a longest rising run of old places, read in the new order."""
    places = [old.index(it) for it in new]
    best: list[list[int]] = []
    for at, place in enumerate(places):
        before = [run for run, last in zip(best, range(at), strict=True) if places[last] < place]
        best.append([*max(before, key=len, default=[]), at])
    return {new[at] for at in max(best, key=len, default=[])}
