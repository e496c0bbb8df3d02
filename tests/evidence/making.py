"""Invoice files of made-up firms, in the shapes that real ones have."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from datetime import date

from puhui.evidence import InvoiceReading, Owner, Source, read_invoices

TODAY = date(2026, 11, 23)
PURCHASES = ("企业代号", "发票号码", "开票日期", "销方单位代号", "金额", "税额", "价税合计", "发票状态")
SALES = ("企业代号", "发票号码", "开票日期", "购方单位代号", "金额", "税额", "价税合计", "发票状态")
Row = Sequence[object]


def sale(nth: int = 1, **changed: object) -> list[object]:
    """One good sale of the made-up firm T1, with some of it changed."""
    row: dict[str, object] = {
        "firm": "T1",
        "number": 10_000_000 + nth,
        "date": "2025-03-04",
        "counterparty": "测试小吃店",
        "amount": "100.00",
        "tax": "3.00",
        "total": "103.00",
        "status": "有效发票",
    }
    return list((row | changed).values())


def as_csv(header: Iterable[object], rows: Iterable[Row], delimiter: str = ",") -> str:
    """Text as a spreadsheet would export it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([list(header), *rows])
    return out.getvalue()


def sales_file(rows: Iterable[Row], name: str = "sales.csv") -> Source:
    """A CSV of sales in UTF-8."""
    return Source(name, content=as_csv(SALES, rows).encode())


def packed(text: str) -> bytes:
    """The same text as .gz."""
    return gzip.compress(text.encode())


def read(*sources: Source, owner: Owner | None = None) -> InvoiceReading:
    """Read on 2026-11-23."""
    return read_invoices(sources, TODAY, owner=owner)


def codes(reading: InvoiceReading) -> list[str]:
    """What was said about what was left out."""
    return [problem.code.removeprefix("evidence.") for problem in reading.problems]


def remarked(reading: InvoiceReading) -> list[str]:
    """What was said about what was used."""
    return [remark.code.removeprefix("evidence.") for remark in reading.remarks]
