"""Reading a bank's own statement: whatever its columns are called, as the canonical one.

`words.yaml` says what columns may be called and what words in them mean. Whether money came or went may be
told by two columns (收入, 支出), by a mark (借贷标志) or by the amount's sign; where nothing says it, nobody
guesses.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl
import yaml

from puhui.evidence.files import RawTable, Source, amounts, dates, place_in, sources, tables_of
from puhui.features.bank_flow.statement import STATEMENT
from puhui.kernel import Problem, Text

_BRACKETS: Final = re.compile(r"[(\[【].*?[)\]】]|[\s*:]+")
_HEADER_WITHIN: Final = 30


@dataclass(frozen=True, slots=True)
class StatementReading:
    """What was read, and what was not: each problem names a file and, where there is one, the first line."""

    statement: pl.DataFrame = field(repr=False)
    problems: list[Problem]
    rows_left_out: int = 0


def read_statement(paths: Path | Source | Sequence[Path | Source], account: str) -> StatementReading:
    """Every statement in these files; rows that name no account belong to `account`."""
    read: list[pl.DataFrame] = []
    problems: list[Problem] = []
    left_out = 0
    for table in _tables(paths):
        found = table if isinstance(table, Problem) else _read(table, account)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        rows, broken = found
        read.append(rows)
        problems += [one for one, _ in broken]
        left_out += sum(count for _, count in broken)
    statement = pl.concat(read) if read else pl.DataFrame(schema=STATEMENT)
    return StatementReading(statement, problems, left_out)


def _tables(paths: Path | Source | Sequence[Path | Source]) -> Iterator[RawTable | Problem]:
    for source in sources(paths):
        if isinstance(source, Problem):
            yield source
        else:
            yield from tables_of(source, _header_line)


def _read(table: RawTable, account: str) -> tuple[pl.DataFrame, list[tuple[Problem, int]]] | Problem:
    """The rows that can be read, and each kind of those that cannot with their number."""
    columns = _columns(table.header)
    if missing := _missing(columns):
        return _problem("flow.file.columns", missing).at(table.place)
    text = {name: table.rows[f"c{place}"] for name, place in columns.items()}
    side = _amount_fen(text)
    if side is None:
        return _problem("flow.file.side", "").at(table.place)
    described = text.get("words", pl.Series(["" for _ in range(table.rows.height)], dtype=pl.String))
    rows = pl.DataFrame(
        {
            "line": table.rows["line"],
            "account": _or(text, "account", account, table.rows.height),
            "number": _or(text, "number", None, table.rows.height),
            "on": dates(text["on"]),
            "amount_fen": side,
            "balance_fen": amounts(text["balance"])["fen"] if "balance" in text else None,
            "channel": _meaning(described, "channels"),
            "purpose": _meaning(described, "purposes"),
            "counterparty": _or(text, "counterparty", None, table.rows.height),
        },
        schema_overrides={"balance_fen": pl.Int64, "account": pl.String, "number": pl.String},
    )
    good = pl.col("on").is_not_null() & pl.col("amount_fen").is_not_null() & pl.col("account").is_not_null()
    kept = rows.filter(good, pl.col("amount_fen") != 0).select(
        pl.col(name).cast(kind) for name, kind in STATEMENT.items()
    )
    lost = [*rows.filter(~good)["line"], *(line for line, _, _ in table.faults)]
    if not lost:
        return kept, []
    told = _problem("flow.file.rows", f"{len(lost):,}").at(place_in(table.place, min(lost)))
    return kept, [(told, len(lost))]


def _amount_fen(text: dict[str, pl.Series]) -> pl.Series | None:
    """Signed amounts, or None where nothing says what came in and what went out."""
    if "come" in text or "gone" in text:
        come, gone = (_fen(text[name]) if name in text else None for name in ("come", "gone"))
        if come is None or gone is None:
            return None
        both = pl.DataFrame({"come": come, "gone": gone})
        none = pl.col("come").is_null() & pl.col("gone").is_null()
        signed = pl.col("come").fill_null(0).abs() - pl.col("gone").fill_null(0).abs()
        return both.select(pl.when(~none).then(signed).alias("amount_fen")).to_series()
    amount = _fen(text["amount"])
    if "side" in text:
        sign = _sign(text["side"])
        return pl.DataFrame({"amount": amount.abs(), "sign": sign}).select(
            (pl.col("amount") * pl.col("sign")).alias("amount_fen")
        )["amount_fen"]
    return amount if (amount < 0).any() else None


def _fen(written: pl.Series) -> pl.Series:
    return amounts(written.str.strip_chars().replace("", None))["fen"]


def _sign(written: pl.Series) -> pl.Series:
    tidy = written.str.strip_chars().str.to_lowercase()
    found = {**dict.fromkeys(_words()["in"], 1), **dict.fromkeys(_words()["out"], -1)}
    return tidy.replace_strict(found, default=None, return_dtype=pl.Int64)


def _meaning(written: pl.Series, table: str) -> pl.Series:
    """The first line of the table of which a word is contained; null where none is."""
    said = pl.Series("said", written.fill_null("").str.to_lowercase())
    named = pl.lit(None, pl.String)
    for meaning, words in reversed(_words()[table].items()):
        named = pl.when(pl.col("said").str.contains_any(words)).then(pl.lit(meaning)).otherwise(named)
    return said.to_frame().select(named.alias(table)).to_series()


def _or(text: dict[str, pl.Series], name: str, otherwise: str | None, rows: int) -> pl.Series:
    if name not in text:
        return pl.Series(name, [otherwise] * rows, dtype=pl.String)
    tidy = text[name].str.strip_chars().replace("", None)
    return tidy if otherwise is None else tidy.fill_null(otherwise)


def _header_line(first: Sequence[tuple[str, ...]]) -> int:
    """The first line of which enough columns are known; banks put titles and totals above."""
    for number, header in enumerate(first[:_HEADER_WITHIN], 1):
        if not _missing(_columns(header)):
            return number
    return 1


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Where each field stands; of several names the one listed first."""
    tidy = {_tidy(name): place for place, name in reversed(list(enumerate(header)))}
    known = {
        name: next((tidy[_tidy(one)] for one in names if _tidy(one) in tidy), None)
        for name, names in _words()["headers"].items()
    }
    return {name: place for name, place in known.items() if place is not None}


def _missing(columns: dict[str, int]) -> str:
    names = [] if "on" in columns else ["交易日期"]
    if "amount" not in columns and not {"come", "gone"} <= set(columns):
        names.append("交易金额")
    return "、".join(names)


def _tidy(name: str) -> str:
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", name)).lower()


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    return found


def _problem(code: str, detail: str) -> Problem:
    what, fix = _SENTENCES[code]
    return Problem(code, what.fill(detail=detail), fix)


_SENTENCES: Final = {
    "flow.file.columns": (
        Text("看不出这是银行流水：缺少{detail}。", "This is no bank statement: {detail} is missing."),
        Text(
            "请在网银导出时包含日期、金额（或收入、支出两列）和余额。",
            "Export it with day, amount (or one column for money in and one for money out) and balance.",
        ),
    ),
    "flow.file.side": (
        Text("看不出哪些是收入、哪些是支出。", "Nothing says what came in and what went out."),
        Text(
            "请导出带借贷标志的流水，或收入、支出分两列的流水。",
            "Export it with a column for the side, or with two columns for money in and money out.",
        ),
    ),
    "flow.file.rows": (
        Text(
            "从这一行起有{detail}行的日期、金额或账号读不出，没有采用。",
            "From here on {detail} rows have no readable day, amount or account; they were left out.",
        ),
        Text("改好后重新导入整份文件即可。", "Correct them and import the whole file again."),
    ),
}
