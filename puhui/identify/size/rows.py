"""One row of a table of firms: its figures read, judged and told in columns. A bad row answers for itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

from puhui.identify.size.columns import TRADES
from puhui.identify.size.judging import judge_size
from puhui.identify.size.model import Figures, SizeAnswer
from puhui.identify.size.schemes import Borrower, BorrowerKind, judge_schemes
from puhui.identify.size.telling import told_indicators, told_scheme
from puhui.identify.size.written import Unreadable, amount, count, day, tidy, yes
from puhui.kernel import Language, Problem, Text

ANSWERS: Final = ("size_class", "group", "at_most", "status", "evidence", "why")
SCHEMES: Final = ("nfra", "nfra_why", "pboc", "pboc_why", "tax", "tax_why")
_WAN: Final = Decimal(10_000)
_KINDS: Final[Mapping[str, BorrowerKind]] = {
    "enterprise": BorrowerKind.ENTERPRISE,
    "企业": BorrowerKind.ENTERPRISE,
    "owner": BorrowerKind.OWNER,
    "小微企业主": BorrowerKind.OWNER,
    "individual_business": BorrowerKind.INDIVIDUAL_BUSINESS,
    "个体工商户": BorrowerKind.INDIVIDUAL_BUSINESS,
}
_SCHEME_INPUTS: Final = frozenset(
    {"credit_wan", "credit_yuan", "taxable_income_wan", "taxable_income_yuan", "discounting"}
)

CreditOf = Callable[[tuple[str, str]], Decimal | None]
"""What the household (first) has been granted at the institution (second), over the whole table; yuan."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How the rows of one table are read: where each field stands, the day where a row names none."""

    columns: Mapping[str, int]
    today: date
    language: Language
    credit_of: CreditOf | None = field(default=None, repr=False)

    @property
    def asks_schemes(self) -> bool:
        """Whether the table carries what the schemes ask."""
        return bool(_SCHEME_INPUTS & self.columns.keys())

    @property
    def answers(self) -> tuple[str, ...]:
        """The columns that are added."""
        return ANSWERS + SCHEMES if self.asks_schemes else ANSWERS

    def cell(self, row: Sequence[str], name: str) -> str:
        """A row's cell, empty where there is no such column."""
        place = self.columns.get(name)
        return row[place] if place is not None and place < len(row) else ""


def judge_row(row: Sequence[str], reader: Reader) -> tuple[str, ...]:
    """The added columns of one row; `status` is wrong_input and `why` says what to correct for a bad one."""
    try:
        figures = _figures(row, reader)
        answer = judge_size(_codes(row, reader), figures)
        told = _wrong(answer, reader) if isinstance(answer, Problem) else _told(answer, reader.language)
        if not reader.asks_schemes:
            return told
        schemes = judge_schemes(_borrower(row, reader, figures), answer, figures.as_of)
        return told + tuple(cell for one in schemes for cell in told_scheme(one, reader.language))
    except Unreadable as unreadable:
        return _wrong(unreadable.problem, reader) + ("",) * (len(reader.answers) - len(ANSWERS))


def granted_yuan(row: Sequence[str], reader: Reader) -> Decimal | None:
    """What the row says has been granted. Raises Unreadable."""
    return _yuan(row, reader, "credit")


def household_of(row: Sequence[str], reader: Reader) -> tuple[str, str] | None:
    """Household and institution, where both are named."""
    both = tidy(reader.cell(row, "household")), tidy(reader.cell(row, "institution"))
    return both if both[0] else None


def _codes(row: Sequence[str], reader: Reader) -> list[str]:
    written = next(filter(None, (tidy(reader.cell(row, name)) for name in TRADES)), "")
    codes = [code.strip() for code in written.replace("、", "|").split("|") if code.strip()]
    if not codes:
        raise Unreadable(_NO_CODE)
    return [_as_written(code) for code in codes]


def _as_written(code: str) -> str:
    """The code as it was before a spreadsheet took it for a number: `6210.0`, and 1 for 01."""
    code = code.removesuffix(".0")
    return f"0{code}" if len(code) == 1 and code.isdigit() else code


def _figures(row: Sequence[str], reader: Reader) -> Figures:
    as_of = day(reader.cell(row, "as_of"), "as_of") or reader.today
    founded = day(reader.cell(row, "established_on"), "established_on")
    if founded is not None and founded > as_of:
        raise Unreadable(_FOUNDED_LATER)
    months = count(reader.cell(row, "income_months"), "income_months")
    if months is not None and not 1 <= months <= 12:
        raise Unreadable(_MONTHS)
    return Figures(
        as_of=as_of,
        employees=count(reader.cell(row, "employees"), "employees"),
        income_wan=_wan(row, reader, "income"),
        assets_wan=_wan(row, reader, "assets"),
        established_on=founded,
        income_months=months,
    )


def _wan(row: Sequence[str], reader: Reader, name: str) -> Decimal | None:
    yuan = _yuan(row, reader, name)
    return None if yuan is None else yuan / _WAN


def _yuan(row: Sequence[str], reader: Reader, name: str) -> Decimal | None:
    in_wan = amount(reader.cell(row, f"{name}_wan"), f"{name}_wan")
    if in_wan is not None:
        return in_wan * _WAN
    return amount(reader.cell(row, f"{name}_yuan"), f"{name}_yuan")


def _borrower(row: Sequence[str], reader: Reader, figures: Figures) -> Borrower:
    written = tidy(reader.cell(row, "borrower_kind"))
    kind = _KINDS.get(written or "enterprise")
    if kind is None:
        raise Unreadable(_KIND)
    own = granted_yuan(row, reader)
    household = household_of(row, reader)
    credit = reader.credit_of(household) if reader.credit_of and household else own
    assets = None if figures.assets_wan is None else figures.assets_wan * _WAN
    return Borrower(
        kind=kind,
        household_credit_fen=_fen(credit),
        discounting=yes(reader.cell(row, "discounting")),
        taxable_income_fen=_fen(_yuan(row, reader, "taxable_income")),
        employees=figures.employees,
        assets_fen=_fen(assets),
    )


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * 100)


def _told(answer: SizeAnswer, language: Language) -> tuple[str, ...]:
    group = answer.group.name.in_(language) if answer.group else ""
    why = " ".join(text.in_(language) for text in (answer.why, *answer.caveats))
    evidence = told_indicators(answer, language)
    return (answer.size_class.value, group, answer.at_most.value, answer.status.value, evidence, why)


def _wrong(problem: Problem, reader: Reader) -> tuple[str, ...]:
    return ("", "", "", "wrong_input", "", problem.sentence(reader.language))


def with_credit(reader: Reader, credit_of: CreditOf) -> Reader:
    """The same reader, knowing what each household has been granted."""
    return replace(reader, credit_of=credit_of)


_NO_CODE: Final = Problem(
    "size.row.trade",
    Text("没有行业代码。", "There is no code of a trade."),
    Text("请填写行业代码，例如 6210。", "Enter the code, for example 6210."),
)
_FOUNDED_LATER: Final = Problem(
    "size.row.founded",
    Text("成立日期晚于贷款发放日。", "It was founded after the day of drawdown."),
    Text("请核对两个日期。", "Compare both dates."),
    "established_on",
)
_MONTHS: Final = Problem(
    "size.row.months",
    Text("收入月数应为1至12。", "Income covers one to twelve months."),
    Text(
        "请填写贷款发放前12个自然月内的收入。",
        "Give the income of the twelve calendar months before drawdown.",
    ),
    "income_months",
)
_KIND: Final = Problem(
    "size.row.kind",
    Text("不认识的借款人类型。", "This kind of borrower is not known."),
    Text(
        "请填写 enterprise、owner 或 individual_business。", "Use enterprise, owner or individual_business."
    ),
    "borrower_kind",
)
