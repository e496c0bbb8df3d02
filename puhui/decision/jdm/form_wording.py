"""What is said about a table's frame while it is being written: who answers for it, its columns, its size."""

from typing import Final

from puhui.ground.publishing import Trouble
from puhui.kernel import Text


def meta_lacks(key: str) -> Trouble:
    """No owner, no source, no version, no date."""
    name = _META_NAMES[key]
    return _missing(
        Text(f"没有写{name.zh}。", f"{name.en} is missing."),
        Text(f"请填写{name.zh}。", f"Say {name.en.lower()}."),
        f"_meta.{key}",
    )


def meta_date() -> Trouble:
    """`effective` is no day."""
    return _missing(
        Text("表上的生效日期不是日期。", "The table's effective date is not a date."),
        Text("写成 2026-11-01 这样。", "Write it like 2026-11-01."),
        "_meta.effective",
    )


def not_one_table() -> Trouble:
    """A document with something else than one table in it."""
    return _missing(
        Text(
            "文件里应当只有一张决策表，前后是输入和输出。",
            "There should be exactly one decision table between an input and an output.",
        ),
        Text("去掉其他节点。", "Take the other nodes out."),
    )


def hit_policy() -> Trouble:
    """Neither first nor collect."""
    return _missing(
        Text("命中方式只能是 first 或 collect。", "The hit policy is first or collect."),
        Text("选“第一条命中”或“全部命中”。", "Choose one of them."),
        "hitPolicy",
    )


def no_columns(kind: str) -> Trouble:
    """A table that reads, or says, nothing."""
    zh, en = ("输入", "input") if kind == "inputs" else ("输出", "output")
    return _missing(
        Text(f"没有{zh}列。", f"There is no {en} column."),
        Text(f"至少加一个{zh}列。", f"Add at least one {en} column."),
        kind,
    )


def column_without_field(key: str) -> Trouble:
    """A column that names no field."""
    return _missing(
        Text("这一列没有写字段名，或写的不是一个字段。", "This column does not name one field."),
        Text("从字段清单里选一个。", "Choose one from the list of fields."),
        key,
    )


def column_twice(name: str) -> Trouble:
    """Two columns about one field."""
    return _missing(
        Text(f"字段 {name} 有两列。", f"Two columns are about the field {name}."),
        Text("删去其中一列。", "Remove one of them."),
        name,
    )


def too_large(rows: int, columns: int) -> Trouble:
    """More than anybody reads, or than can be checked."""
    return _missing(
        Text(
            f"表太大：最多 {rows} 行、{columns} 列。",
            f"Too large: {rows} rows and {columns} columns at most.",
        ),
        Text("分成几条更一般的规则。", "Say it in fewer, more general rows."),
    )


def _missing(what: Text, fix: Text, column: str | None = None) -> Trouble:
    return Trouble("missing", what, fix, column=column)


_META_NAMES: Final = {
    "owner": Text("负责人", "The owner"),
    "source": Text("依据", "The source"),
    "version": Text("版本", "The version"),
    "effective": Text("生效日期", "The effective date"),
}
