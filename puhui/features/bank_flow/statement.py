"""A bank statement as numbers are reckoned from it, whichever bank wrote it.

One row is one movement. `amount_fen` is signed: what comes in is positive. `balance_fen` is what the bank
says was there after it. `channel` is how it moved, `purpose` what it was for; either may be unknown.
`number` is the bank's own number of the movement; two rows of one account with one number are one movement.
"""

from typing import Final

import polars as pl

from puhui.kernel import Problem, Text

CHANNELS: Final = ("cash", "transfer", "card", "bank")
"""`bank` is what the bank books by itself, such as interest."""
PURPOSES: Final = ("interest", "penalty_interest", "fee", "household", "insurance", "wage", "tax", "loan")
STATEMENT: Final[dict[str, pl.DataType]] = {
    "account": pl.String(),
    "number": pl.String(),
    "on": pl.Date(),
    "amount_fen": pl.Int64(),
    "balance_fen": pl.Int64(),
    "channel": pl.String(),
    "purpose": pl.String(),
    "counterparty": pl.String(),
}
_NEEDED: Final = ("account", "on", "amount_fen")


def statement_of(rows: pl.DataFrame) -> pl.DataFrame | Problem:
    """The rows in the canonical columns and types; columns that are not needed may be absent.

    >>> from datetime import date
    >>> rows = pl.DataFrame({"account": ["A1"], "on": [date(2026, 10, 1)], "amount_fen": [-1250]})
    >>> statement_of(rows).row(0, named=True)["balance_fen"] is None
    True
    """
    if absent := [name for name in _NEEDED if name not in rows.columns]:
        return _problem("flow.columns.missing", ", ".join(absent))
    columns = [
        pl.col(name).cast(kind) if name in rows.columns else pl.lit(None, kind).alias(name)
        for name, kind in STATEMENT.items()
    ]
    try:
        shaped = rows.select(columns)
    except pl.exceptions.PolarsError as error:
        return _problem("flow.columns.unreadable", type(error).__name__)
    return _unknown(shaped) or shaped


def _unknown(shaped: pl.DataFrame) -> Problem | None:
    if empty := [name for name in _NEEDED if shaped[name].null_count()]:
        return _problem("flow.columns.empty", ", ".join(empty))
    for name, words in (("channel", CHANNELS), ("purpose", PURPOSES)):
        strange = sorted(set(shaped[name].drop_nulls().unique()) - set(words))
        if strange:
            return _problem(f"flow.{name}.unknown", f"{len(strange)}")
    return None


def _problem(code: str, detail: str) -> Problem:
    what, fix = _WORDS[code]
    return Problem(code, what.fill(detail=detail), fix)


_WORDS: Final = {
    "flow.columns.missing": (
        Text("流水缺少这些列：{detail}。", "The statement has no such columns: {detail}."),
        Text(
            "请补上账号、日期和带正负号的金额（收入为正）。",
            "Add account, day and signed amount (in is positive).",
        ),
    ),
    "flow.columns.unreadable": (
        Text(
            "流水里有一列的类型不对（{detail}）。", "A column of the statement has another type ({detail})."
        ),
        Text("日期要是日期，金额要是整数分。", "Days must be dates, amounts whole fen."),
    ),
    "flow.columns.empty": (
        Text("流水的这些列有空值：{detail}。", "These columns of the statement have empty cells: {detail}."),
        Text("每一笔都要有账号、日期和金额。", "Every movement needs an account, a day and an amount."),
    ),
    "flow.channel.unknown": (
        Text("有 {detail} 种不认识的渠道。", "There are {detail} unknown channels."),
        Text(f"渠道只有 {'、'.join(CHANNELS)}。", f"Channels are {', '.join(CHANNELS)}."),
    ),
    "flow.purpose.unknown": (
        Text("有 {detail} 种不认识的用途。", "There are {detail} unknown purposes."),
        Text(f"用途只有 {'、'.join(PURPOSES)}。", f"Purposes are {', '.join(PURPOSES)}."),
    ),
}
