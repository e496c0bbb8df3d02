"""Debts as somebody wrote them, in a file, a form or a service's JSON, into checked facts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from puhui.evidence.debts.model import Debt, DebtKind, DebtReport, DebtSource, DebtStatus
from puhui.evidence.files import RawTable, Source, line_problem, place_in, tables_of
from puhui.evidence.reference import sentence, table
from puhui.kernel import Problem, Text, fen

_HERE: Final = "puhui.evidence.debts"
_LONGEST_AMOUNT: Final = 20
_NEEDED: Final = {"lender", "kind", "balance"}


def debt_report(
    written: Iterable[Mapping[str, object]], source: DebtSource, as_of: date, today: date
) -> DebtReport | list[Problem]:
    """Check every debt; amounts are yuan under the names of `data/words.yaml`. One bad debt refuses all.

    >>> debt_report([{"lender": "测试银行", "kind": "房贷", "balance_yuan": "1200.5"}], DebtSource.DECLARED,
    ...             date(2026, 11, 1), date(2026, 11, 23)).debts[0].balance_fen
    120050
    """
    rows = list(written)
    if as_of > today:
        return [sentence(_HERE, "debt.as_of_future")]
    if len(rows) > _limits()["debts"]:
        return [sentence(_HERE, "debt.too_many", limit=_limits()["debts"])]
    debts: list[Debt] = []
    problems: list[Problem] = []
    for number, row in enumerate(rows, 1):
        debt = _debt({_field(name): value for name, value in row.items()}, number)
        problems += [debt] if isinstance(debt, Problem) else []
        debts += [debt] if isinstance(debt, Debt) else []
    return problems or DebtReport(source, as_of, tuple(debts))


def read_debts(
    source: Source, declared_by: DebtSource, as_of: date, today: date
) -> DebtReport | list[Problem]:
    """The same from a CSV or workbook; a header alone says that there are no debts."""
    raw = next(iter(tables_of(source, _header_line)), None)
    if not isinstance(raw, RawTable):
        return [raw or sentence(_HERE, "debt.file", source.name)]
    fields = [_field(name) for name in raw.header]
    if not set(fields) >= _NEEDED:
        return [sentence(_HERE, "debt.file", raw.place)]
    if raw.faults:
        return [line_problem(code, place_in(raw.place, line), **values) for line, code, values in raw.faults]
    return debt_report(
        (dict(zip(fields, row[1:], strict=True)) for row in raw.rows.iter_rows()), declared_by, as_of, today
    )


def _debt(row: Mapping[str, object], number: int) -> Debt | Problem:
    try:
        return Debt(
            lender=_lender(row.get("lender")),
            kind=DebtKind(_meaning("kind", row.get("kind"))),
            balance_fen=_amount(row.get("balance"), "balance") or 0,
            status=DebtStatus(_meaning("status", row.get("status"))),
            limit_fen=_amount(row.get("limit"), "limit"),
            monthly_payment_fen=_amount(row.get("monthly_payment"), "monthly_payment"),
            overdue_days=_days(row.get("overdue_days")),
        )
    except _WrongError as wrong:
        where = Text(f"第{number}笔负债 {_title(wrong.field)}", f"debt {number}, {wrong.field}")
        return sentence(_HERE, wrong.code, where)


class _WrongError(Exception):
    def __init__(self, code: str, field: str) -> None:
        super().__init__(code)
        self.code, self.field = code, field


def _lender(value: object) -> str:
    lender = str(value or "").strip()
    if not lender:
        raise _WrongError("debt.lender_empty", "lender")
    return lender[:200]


def _meaning(kind: str, value: object) -> str:
    meaning = _words(kind).get(str("" if value is None else value).strip().lower())
    if meaning is None:
        raise _WrongError(f"debt.{kind}_unknown", kind)
    return meaning


def _amount(value: object, field: str) -> int | None:
    written = "" if value is None else str(value).replace(",", "").strip()
    if not written and field != "balance":
        return None
    try:
        amount_fen = fen(written if len(written) <= _LONGEST_AMOUNT and "e" not in written.lower() else "")
    except ValueError as error:
        raise _WrongError("debt.amount_invalid", field) from error
    if not 0 <= amount_fen <= _limits()["amount_yuan"] * 100:
        raise _WrongError("debt.amount_invalid", field)
    return amount_fen


def _days(value: object) -> int:
    written = "" if value is None else str(value).strip()
    days = int(written) if written.isascii() and written.isdigit() and len(written) <= 6 else -1
    if not written:
        return 0
    if not 0 <= days <= _limits()["overdue_days"]:
        raise _WrongError("debt.days_invalid", "overdue_days")
    return days


def _header_line(first_rows: Sequence[tuple[str, ...]]) -> int:
    for line, row in enumerate(first_rows, 1):
        if {_field(name) for name in row} >= _NEEDED:
            return line
    return 1


def _title(field: str) -> str:
    """A field as Chinese files call it."""
    names: list[str] = table(_HERE, "words")["headers"][field]
    return next(name for name in names if not name.isascii())


def _field(name: str) -> str:
    return _words("headers").get(name.strip().lower(), name)


@cache
def _words(kind: str) -> dict[str, str]:
    return {str(word): meaning for meaning, words in table(_HERE, "words")[kind].items() for word in words}


def _limits() -> dict[str, Any]:
    limits: dict[str, Any] = table(_HERE, "words")["limits"]
    return limits
