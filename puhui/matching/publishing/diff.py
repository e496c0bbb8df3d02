"""What a draft changes in a product, field by field, as a colleague would say it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that is not as before; the field's name is its path (`amount.least_fen`, `rates.A`)."""

    field: str
    change: Literal["added", "removed", "changed"]
    before: Any
    after: Any
    said: Text


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Every field that differs, in the order of the form."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    return tuple(_changed(path, old, new) for path in {**old, **new} if old.get(path) != new.get(path))


def _changed(path: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Changed:
    was, now = _written(old.get(path)), _written(new.get(path))
    said = Text(f"{path}：{was.zh} → {now.zh}", f"{path}: {was.en} → {now.en}")
    change: Literal["added", "removed", "changed"]
    change = "added" if path not in old else "removed" if path not in new else "changed"
    return Changed(path, change, old.get(path), new.get(path), said)


def _leaves(value: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, Any]]:
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _leaves(inner, f"{under}{name}.")
        else:
            yield f"{under}{name}", inner


def _written(value: object) -> Text:
    if value is None or value == []:
        return Text("（空）", "(empty)")
    if isinstance(value, list):
        return Text("、".join(map(str, value)), ", ".join(map(str, value)))
    return Text(str(value), str(value))
