"""What is said about a table that is being written: what is wrong, and what to do, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from puhui.decision.jdm.compiling import Value
from puhui.ground.publishing import Severity, Trouble
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: the id of its row, the field of its column, where the row stands (from 0)."""

    row_id: str
    column: str
    position: int


def unreadable(at: Place, text: str, why: str) -> Trouble:
    """A cell outside the language of cells."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return _cell(at, Text(f"读不懂“{shown}”。", f"“{shown}” cannot be read: {why}."), _HOW)


def nothing_satisfies(at: Place) -> Trouble:
    """A cell that no value fulfils."""
    return _cell(
        at,
        Text("没有任何值能满足这一格。", "Nothing can ever satisfy this cell."),
        Text("检查区间的上下限和“与”条件。", "Look at the ends of the range and at what is joined by and."),
    )


def alternative_never_taken(at: Place) -> Trouble:
    """`> 5, null` never takes null."""
    return _cell(
        at,
        Text("这一格里有一个条件永远轮不到。", "One of this cell's alternatives is never taken."),
        Text(
            "把 null、文字和 true/false 写在大小比较前面，例如“null, > 5”。",
            "Write null, texts and true/false before comparisons: null, > 5.",
        ),
    )


def no_such_rule(at: Place, rule: str) -> Trouble:
    """A value of the rulebook that there is none of, or none on that day."""
    shown = rule[:_LONGEST]
    return _cell(
        at,
        Text(
            f"规则库里没有 {shown}，或者那天还没有生效。",
            f"The rulebook has no {shown}, or none on that day.",
        ),
        Text(
            "从字段清单的“规则”里选一个，或直接写数值。",
            "Choose one of the listed rules, or write the number.",
        ),
    )


def unreachable(row_id: str, by: tuple[str, ...]) -> Trouble:
    """Rows above take everything that this one is for."""
    zh, en = "、".join(by), ", ".join(by)
    return Trouble(
        "unreachable",
        Text(
            f"这一行永远轮不到，上面的行（{zh}）已经全部取走。",
            f"This row can never be reached: rows above ({en}) take all of it.",
        ),
        Text("移到它们上面，或改条件，或删去。", "Move it above them, change its conditions, or remove it."),
        row_id=row_id,
        other_row_id=by[0] if len(by) == 1 else None,
    )


def gap(example: Mapping[str, Value]) -> Trouble:
    """Facts that no row speaks about."""
    named = {name: _shown(value) for name, value in example.items()}
    zh = "，".join(f"{name} 为{value.zh}" for name, value in named.items()) or "任何情况"
    en = ", ".join(f"{name} is {value.en}" for name, value in named.items()) or "anything"
    return Trouble(
        "gap",
        Text(f"没有一行说到这种情况：{zh}。", f"No row speaks about this: {en}."),
        Text(
            "补一行，或在最后加一行条件全空、取走其余的情况。",
            "Add a row for it, or end the table with a row without conditions that takes the rest.",
        ),
        column=next(iter(example)) if len(example) == 1 else None,
        example={name: None if value is None else _plain(value) for name, value in example.items()},
    )


def overlap(row_id: str, other: str, example: Mapping[str, Value]) -> Trouble:
    """Two rows hold at once and say different things; the upper one decides."""
    return Trouble(
        "overlap",
        Text(
            f"和第 {other} 行有一部分重叠，结果却不同；重叠的部分由上面的一行决定。",
            f"It overlaps row {other} in part and says something else; the upper row decides there.",
        ),
        Text(
            "确认顺序是有意的，或把条件分开。", "Make sure that the order is meant, or part the conditions."
        ),
        row_id=row_id,
        other_row_id=other,
        severity=Severity.WARNING,
        example={name: None if value is None else _plain(value) for name, value in example.items()},
    )


def twice(row_id: str, other: str) -> Trouble:
    """Two rows of a collecting table are the same."""
    return Trouble(
        "overlap",
        Text(f"和第 {other} 行的条件、结果完全一样。", f"It says the same as row {other}."),
        Text("删去其中一行。", "Remove one of them."),
        row_id=row_id,
        other_row_id=other,
    )


def two_values(row_id: str, other: str, output: str, example: Mapping[str, Value]) -> Trouble:
    """Two rows of a collecting table hold at once and give one figure two values."""
    return Trouble(
        "contradiction",
        Text(
            f"和第 {other} 行可能同时成立，却给 {output} 写了不同的值，算哪个说不清。",
            f"It can hold together with row {other}, and both give {output} a value, not the same one.",
        ),
        Text(
            "让两行的条件不相交，或写同一个值，或改用“第一条命中”。",
            "Keep their conditions apart, write one value, or make it a first-hit table.",
        ),
        row_id=row_id,
        column=output,
        other_row_id=other,
        example={name: None if value is None else _plain(value) for name, value in example.items()},
    )


def two_outcomes(row_id: str, other: str) -> Trouble:
    """Two rows of a collecting table have the same conditions and stop differently."""
    return Trouble(
        "contradiction",
        Text(
            f"和第 {other} 行条件一样，结果却不同；两行都会说话，较严的一个算数。",
            f"It has the conditions of row {other} and another outcome; both speak, the stricter counts.",
        ),
        Text("留下要用的那一行。", "Keep the one that is meant."),
        row_id=row_id,
        column="outcome",
        other_row_id=other,
        severity=Severity.WARNING,
    )


def stray_cell(row_id: str, key: str) -> Trouble:
    """A cell that belongs to no column."""
    return Trouble(
        "cell",
        Text(f"“{key[:_LONGEST]}”不是这张表的列。", f"“{key[:_LONGEST]}” is no column of this table."),
        Text("删去这一格，或把列加回来。", "Remove the cell, or bring the column back."),
        row_id=row_id,
    )


def id_twice(row_id: str) -> Trouble:
    """Two rows with one id: a record could not tell which of them spoke."""
    return Trouble(
        "cell",
        Text(
            f"有两行的编号都是 {row_id}，记录里就分不清是哪一行。",
            f"Two rows have the id {row_id}; a record could not tell them apart.",
        ),
        Text("给每一行自己的编号。", "Give every row an id of its own."),
        row_id=row_id,
        column="_id",
    )


def too_tangled() -> Trouble:
    """So many crossing conditions that nobody can say whether something is left out."""
    return _missing(
        Text(
            "条件交叉太多，查不出有没有遗漏或轮不到的行。",
            "So many conditions cross that gaps and unreachable rows cannot be told.",
        ),
        Text("减少同时有条件的列，或分开写。", "Use fewer conditions at once in a row."),
    )


def _cell(at: Place, what: Text, fix: Text) -> Trouble:
    return Trouble("cell", what, fix, row_id=at.row_id, column=at.column)


def _missing(what: Text, fix: Text, column: str | None = None) -> Trouble:
    return Trouble("missing", what, fix, column=column)


def _shown(value: Value) -> Text:
    if value is None:
        return Text("空（不知道）", "unknown (null)")
    if isinstance(value, str) and value.startswith("\0"):
        return Text("其他文字", "any other text")
    if isinstance(value, bool):
        return Text("是", "true") if value else Text("否", "false")
    return Text(f"{value:g}" if isinstance(value, float) else str(value), _plain_written(value))


def _plain_written(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plain(value: Value) -> Value:
    return "(any other text)" if isinstance(value, str) and value.startswith("\0") else value


_LONGEST: Final = 60
_HOW: Final = Text(
    "可以写：> 5、[1..5)、'A'、in ['A', 'B']、null、true，用逗号表示“或”；空着表示不看这一列。输出写一个数、"
    "'文字'、true、false 或 null。",
    "Write > 5, [1..5), 'A', in ['A', 'B'], null or true, with commas for or; empty looks at nothing. An "
    "output is one number, 'text', true, false or null.",
)
