"""Registration records from files or from one answer of a register."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from puhui.evidence.files import RawTable, Source, dates, line_problem, place_in, sources, tables_of
from puhui.evidence.reference import sentence, table
from puhui.evidence.registrations.capital import Capital, parse_capital
from puhui.evidence.registrations.kind import RegistrationKind, kind_of
from puhui.evidence.registrations.model import REGISTRATION_SCHEMA, Registration, RegistrationReading
from puhui.kernel import Problem

_HERE: Final = "puhui.evidence.registrations"
_MISSING: Final = ["", "N/A", "-", "无"]
_TEXTS: Final = (
    "name",
    "uscc",
    "type",
    "legal_representative",
    "address",
    "business_scope",
    "province",
    "city",
)
_LISTED: Final = 100


def read_registrations(
    paths: Path | str | Source | Iterable[Path | str | Source], today: date
) -> RegistrationReading:
    """Every record of the files. N/A is unknown; a field that cannot be read is unknown and named."""
    frames: list[pl.DataFrame] = [pl.DataFrame(schema=REGISTRATION_SCHEMA)]
    problems: list[Problem] = []
    rows_read = 0
    for source in sources(paths):
        for found in [source] if isinstance(source, Problem) else tables_of(source, _header_line):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            frame, wrong = _records(found, today)
            frames.append(frame)
            problems += wrong
            rows_read += found.rows.height + len(found.faults)
    return RegistrationReading(pl.concat(frames), problems, rows_read)


def registration_from(answer: Mapping[str, object], today: date) -> tuple[Registration | None, list[Problem]]:
    """One record as a register's service answers it, under the same rules as a file's row.

    >>> answer = {"name": "测试小吃店", "registered_on": "2020-01-02", "type": "个体工商户"}
    >>> one, _ = registration_from(answer, date(2026, 11, 23))
    >>> one.kind.value, one.registered_on.year, one.capital
    ('individual_business', 2020, None)
    """
    cells = {name: "" if value is None else str(value) for name, value in answer.items()}
    header = tuple(cells)
    rows = pl.DataFrame({"line": [1], **{f"c{index}": [cells[name]] for index, name in enumerate(header)}})
    frame, problems = _records(RawTable("registration", header, rows), today)
    if not frame.height:
        return None, problems
    row = frame.row(0, named=True)
    capital = None if row["capital_fen"] is None else Capital(row["capital_fen"], row["capital_currency"])
    kind = None if row["kind"] is None else RegistrationKind(row["kind"])
    plain = {name: row[name] for name in Registration.__slots__ if name not in {"kind", "capital"}}
    return Registration(**plain, kind=kind, capital=capital), problems


def _header_line(first_rows: Sequence[tuple[str, ...]]) -> int:
    fitting = (
        line for line, row in enumerate(first_rows, 1) if {"name", "registered_on"} <= _columns(row).keys()
    )
    return next(fitting, 1)


def _columns(header: Sequence[str]) -> dict[str, str]:
    """Field → its column in a raw table."""
    written = [name.strip().lower() for name in header]
    names: dict[str, list[str]] = table(_HERE, "headers")
    return {
        field: f"c{written.index(name)}"
        for field, known in names.items()
        for name in reversed(known)
        if name in written
    }


def _records(raw: RawTable, today: date) -> tuple[pl.DataFrame, list[Problem]]:
    columns = _columns(raw.header)
    if not {"name", "registered_on"} <= columns.keys():
        return pl.DataFrame(schema=REGISTRATION_SCHEMA), [sentence(_HERE, "registration.columns", raw.place)]
    read = raw.rows.select("line", *[_text(columns, field).alias(field) for field in _TEXTS], *_raw(columns))
    day = dates(read["day"].fill_null(""))
    read = read.with_columns(registered_on=pl.when(day <= today).then(day))
    read = _with_capital(_with_kind(read))
    problems = [line_problem(code, place_in(raw.place, line), **values) for line, code, values in raw.faults]
    problems += _problems(raw, read, day, today)
    return read.filter(pl.col("name").is_not_null()).select(*REGISTRATION_SCHEMA), problems


def _raw(columns: Mapping[str, str]) -> list[pl.Expr]:
    return [_text(columns, "registered_on").alias("day"), _text(columns, "capital").alias("capital")]


def _text(columns: Mapping[str, str], field: str) -> pl.Expr:
    if field not in columns:
        return pl.lit(None, dtype=pl.String)
    text = pl.col(columns[field]).str.strip_chars()
    return pl.when(~text.is_in(_MISSING)).then(text)


def _with_kind(read: pl.DataFrame) -> pl.DataFrame:
    """Each type is looked at once, however many firms have it."""
    distinct = read["type"].drop_nulls().unique()
    known = {text: kind for text in distinct if isinstance(kind := kind_of(text), RegistrationKind)}
    return read.with_columns(kind=pl.col("type").replace_strict(known, default=None, return_dtype=pl.String))


def _with_capital(read: pl.DataFrame) -> pl.DataFrame:
    parsed = {text: parse_capital(text) for text in read["capital"].drop_nulls().unique()}
    good = {text: capital for text, capital in parsed.items() if isinstance(capital, Capital)}
    unit = {
        text for text, wrong in parsed.items() if isinstance(wrong, Problem) and wrong.code.endswith("_unit")
    }
    amounts = {text: capital.amount_fen for text, capital in good.items()}
    currencies = {text: capital.currency for text, capital in good.items()}
    written = pl.col("capital")
    return read.with_columns(
        capital_fen=written.replace_strict(amounts, default=None, return_dtype=pl.Int64),
        capital_currency=written.replace_strict(currencies, default=None, return_dtype=pl.String),
        no_unit=written.is_in(list(unit)),
    )


def _problems(raw: RawTable, read: pl.DataFrame, day: pl.Series, today: date) -> Iterator[Problem]:
    bad_capital = pl.col("capital").is_not_null() & pl.col("capital_fen").is_null()
    checks = {
        "name_empty": pl.col("name").is_null(),
        "date_invalid": pl.col("day").is_not_null() & pl.lit(day).is_null(),
        "date_future": pl.lit(day) > today,
        "capital_unit": bad_capital & pl.col("no_unit"),
        "capital_invalid": bad_capital & ~pl.col("no_unit"),
        "type_unknown": pl.col("type").is_not_null() & pl.col("kind").is_null(),
    }
    for name, check in checks.items():
        lines = read.filter(check.fill_null(False))["line"].to_list()
        for line in lines[:_LISTED]:
            yield sentence(_HERE, f"registration.{name}", place_in(raw.place, line))
        if rest := lines[_LISTED:]:
            where = place_in(raw.place, column=_title(raw, name.partition("_")[0]))
            count = f"{len(rest):,}"
            yield sentence(_HERE, "registration.more", where, count=count, first=rest[0], last=rest[-1])


def _title(raw: RawTable, about: str) -> str:
    """The column that a check looked at, as this file writes it."""
    column = _columns(raw.header)[{"date": "registered_on"}.get(about, about)]
    return raw.header[int(column.removeprefix("c"))]
