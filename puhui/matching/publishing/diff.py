"""What a draft changes in a product, field by field, as a colleague would say it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from puhui.kernel import Text, format_percent, format_yuan

_LABELS: Final = Path(__file__).with_name("labels.yaml")
_SHARES: Final = frozenset({"rates", "partner_share", "commission_share", "share"})


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that is not as before; the field's name is its path (`amount.least_fen`, `fees.0.share`)."""

    field: str
    change: Literal["added", "removed", "changed"]
    before: Any
    after: Any
    said: Text


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Every field that differs, in the order of the newer document, removed ones last."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    return tuple(_changed(path, old, new) for path in {**new, **old} if old.get(path) != new.get(path))


def label_of(path: str) -> Text:
    """What a field is called.

    >>> label_of("rates.A").zh, label_of("fees.0.share").en, label_of("amount.least_fen").zh
    ('年利率 A', 'Fees 1 share', '起贷金额')
    """
    fields, parts = _labels()
    if path in fields:
        return fields[path]
    first, *rest = path.split(".")
    named = [fields.get(first, Text(first, first)), *(_part(it, parts) for it in rest)]
    return Text(" ".join(it.zh for it in named), " ".join(it.en for it in named))


def _part(part: str, parts: Mapping[str, Text]) -> Text:
    plain = str(int(part) + 1) if part.isdecimal() else part
    return parts.get(part, Text(plain, plain))


@cache
def _labels() -> tuple[Mapping[str, Text], Mapping[str, Text]]:
    declared = yaml.safe_load(_LABELS.read_text("utf-8"))
    fields, parts = (
        {name: Text(**told) for name, told in declared[group].items()} for group in ("fields", "parts")
    )
    return fields, parts


def _changed(path: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Changed:
    was, now, label = _written(path, old.get(path)), _written(path, new.get(path)), label_of(path)
    said = Text(f"{label.zh}：{was.zh} → {now.zh}", f"{label.en}: {was.en} → {now.en}")
    change: Literal["added", "removed", "changed"]
    change = "added" if path not in old else "removed" if path not in new else "changed"
    return Changed(path, change, old.get(path), new.get(path), said)


def _leaves(value: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, Any]]:
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _leaves(inner, f"{under}{name}.")
        elif isinstance(inner, list) and any(isinstance(it, Mapping) for it in inner):
            yield from _leaves({str(at): it for at, it in enumerate(inner)}, f"{under}{name}.")
        elif inner != []:
            yield f"{under}{name}", inner


def _written(path: str, value: object) -> Text:
    if value is None:
        return Text("（空）", "(empty)")
    if isinstance(value, list):
        return Text("、".join(map(str, value)), ", ".join(map(str, value)))
    if path.endswith("_fen") and type(value) is int:
        return _plain(format_yuan(value))
    if not _SHARES.isdisjoint(path.split(".")):
        with suppress(InvalidOperation):
            return _plain(format_percent(Decimal(str(value))))
    return _plain(str(value))


def _plain(written: str) -> Text:
    return Text(written, written)
