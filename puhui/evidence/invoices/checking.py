"""Row by row, is this an invoice? All checks are column expressions; a bad row is left out and named, and a
row that is merely odd is used and remarked upon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from puhui.evidence.files import RawTable, amounts, dates
from puhui.evidence.invoices.layout import Layout
from puhui.evidence.invoices.limits import first_day, highest_tax_share, limit, words
from puhui.evidence.invoices.model import INVOICE_SCHEMA, Owner
from puhui.evidence.invoices.sides import sides, text_of

_MONEY = ("amount", "tax", "total")
_QUOTABLE_DATE = r"^[0-9年月日/.\-: T]{1,20}$"
_SCIENTIFIC = r"^\d(\.\d+)?[eE]\+?\d+$"


@dataclass(frozen=True, slots=True)
class Finding:
    """Rows that share one fault: their lines, and what each of them said where that may be repeated."""

    code: str
    field: str
    lines: list[int]
    values: list[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """Canonical rows with their `line`, the faults of the others, and the oddities of those kept."""

    rows: pl.DataFrame
    findings: list[Finding]
    remarks: list[Finding]
    left_out: list[str]
    """Whose each bad row was."""


def check(table: RawTable, layout: Layout, owner: Owner | None, today: date) -> Checked:
    """Turn text into invoices."""
    written = _written(table.rows, layout, owner)
    read = _read(written)
    faults = [finding for finding in _faults(read, layout, today) if finding.lines]
    bad = sorted({line for finding in faults for line in finding.lines})
    good = read.filter(~pl.col("line").is_in(bad)) if bad else read
    return Checked(
        good.select("line", *INVOICE_SCHEMA),
        faults,
        [remark for remark in _remarks(good, layout) if remark.lines],
        read.filter(pl.col("line").is_in(bad))["firm"].drop_nulls().to_list() if bad else [],
    )


def _written(rows: pl.DataFrame, layout: Layout, owner: Owner | None) -> pl.DataFrame:
    number = text_of(layout, "number")
    if layout.has("code"):
        code = text_of(layout, "code")
        number = pl.when((code != "") & (number != "")).then(code + "-" + number).otherwise(number)
    fields = [
        text_of(layout, field).alias(f"{field}_written") for field in ("issued_on", "status", "amount", "tax")
    ]
    total = text_of(layout, "total").alias("total_written")
    return rows.select("line", *sides(layout, owner), number.alias("number"), *fields, total)


def _read(written: pl.DataFrame) -> pl.DataFrame:
    columns = [dates(written["issued_on_written"]).alias("issued_on")]
    for field in _MONEY:
        money = amounts(written[f"{field}_written"])
        columns += [money["fen"].alias(f"{field}_fen"), money["rounded"].alias(f"{field}_rounded")]
    read = written.with_columns(columns)
    status = pl.col("status_written").replace_strict(words("status"), default=None)
    whole = pl.when(pl.col("total_written").fill_null("") == "").then(
        pl.col("amount_fen") + pl.col("tax_fen")
    )
    return read.with_columns(voided=status == "voided", total_fen=whole.otherwise(pl.col("total_fen")))


def _faults(read: pl.DataFrame, layout: Layout, today: date) -> Iterator[Finding]:
    date_text, day = pl.col("issued_on_written"), pl.col("issued_on")
    owner_absent = pl.col("direction").is_null()
    checks: list[tuple[str, str, pl.Expr]] = [
        ("row.firm_empty", "firm", pl.col("firm") == ""),
        ("row.number_empty", "number", pl.col("number") == ""),
        ("row.number_damaged", "number", pl.col("number").str.contains(_SCIENTIFIC)),
        ("row.date_empty", "issued_on", date_text == ""),
        ("row.date_invalid", "issued_on", (date_text != "") & day.is_null()),
        ("row.date_future", "issued_on", day > today),
        ("row.date_too_early", "issued_on", day < first_day()),
        ("row.status_unknown", "status", pl.col("voided").is_null()),
        ("row.owner_absent", "seller", owner_absent)
        if layout.two_sided
        else ("row.direction_unknown", "direction", owner_absent),
        ("row.counterparty_empty", _side(layout), (pl.col("counterparty") == "") & ~owner_absent),
    ]
    for field in _MONEY:
        text, fen = pl.col(f"{field}_written").fill_null(""), pl.col(f"{field}_fen")
        if field != "total":
            checks.append(("row.money_empty", field, text == ""))
        checks.append(("row.money_invalid", field, (text != "") & fen.is_null()))
        checks.append(("row.money_absurd", field, fen.abs() > limit("amount_yuan") * 100))
    yield from _findings(read, checks)


def _side(layout: Layout) -> str:
    return next((side for side in ("seller", "buyer") if layout.has(side)), "counterparty")


def _remarks(good: pl.DataFrame, layout: Layout) -> Iterator[Finding]:
    amount, tax, total = (pl.col(f"{field}_fen") for field in _MONEY)
    too_much = tax.abs() > amount.abs() * float(highest_tax_share()) + limit("tax_tolerance_fen")
    other_sign = (amount.sign() * tax.sign()) < 0
    yield from _findings(
        good,
        [
            ("remark.rounded", "amount", pl.any_horizontal([pl.col(f"{field}_rounded") for field in _MONEY])),
            ("remark.sum", "total", (amount + tax - total).abs() > limit("sum_tolerance_fen")),
            ("remark.tax", "tax", too_much | other_sign),
        ],
    )


def _findings(rows: pl.DataFrame, checks: list[tuple[str, str, pl.Expr]]) -> Iterator[Finding]:
    """All checks in one pass over the columns, then only the rows that were caught."""
    names = [f"check_{index}" for index in range(len(checks))]
    masks = rows.select(
        [expr.fill_null(False).alias(name) for name, (_, _, expr) in zip(names, checks, strict=True)]
    )
    for name, (code, field, _) in zip(names, checks, strict=True):
        if masks[name].any():
            caught = rows.filter(masks[name])
            yield Finding(code, field, caught["line"].to_list(), _quotable(caught, field))


def _quotable(caught: pl.DataFrame, field: str) -> list[str]:
    """What was written, for dates only: anything else may be a name, an identifier or an amount."""
    if field != "issued_on":
        return [""] * caught.height
    text = pl.col("issued_on_written")
    harmless = pl.when(text.str.contains(_QUOTABLE_DATE)).then(text).otherwise(pl.lit("“…”"))
    return caught.select(harmless).to_series().to_list()
