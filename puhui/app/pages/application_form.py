"""Read the application form: what was typed stays as typed, and every mistake sits at its field.

Pure. Identifiers are checked by the kernel, what the kinds owe by intake; here is only what a form can get
wrong: nothing chosen, words instead of a number, a year in the future.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from puhui.app.pages.form_file import regions, trades
from puhui.app.pages.typed import AmountTyped, amount_typed, needed, whole_number
from puhui.app.pages.views.applications import KINDS, REGISTERED_KINDS, FormLimits
from puhui.app.pages.wording import texts, told
from puhui.app.pages.writing import wan
from puhui.intake import SubjectKind
from puhui.kernel import Language, Problem, Text
from puhui.kernel.identifiers import Uscc, parse_mobile, parse_resident_id, parse_uscc

FIELDS: Final = (
    "kind",
    "owner_name",
    "resident_id",
    "mobile",
    "firm_name",
    "uscc",
    "place",
    "proof",
    "region",
    "trade",
    "started_year",
    "amount",
    "months",
    "purpose",
    "debt_balance",
    "debt_monthly",
)


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """A form without a mistake."""

    kind: SubjectKind
    owner_name: str = field(repr=False)
    resident_id: str = field(repr=False)
    mobile: str = field(repr=False)
    firm_name: str = field(repr=False)
    uscc: str | None = field(repr=False)
    place: str | None = field(repr=False)
    proof: str | None = field(repr=False)
    region: str
    trade: str
    since: date
    amount_fen: int
    months: int
    purpose: str
    debt_balance_fen: int
    debt_monthly_fen: int


def read_application_form(
    typed: Mapping[str, str], limits: FormLimits, today: date
) -> ApplicationForm | dict[str, Problem]:
    """The form, or the mistakes by field."""
    kind = typed.get("kind", "")
    found: dict[str, object] = {
        "kind": kind if kind in KINDS else Problem("form.kind", texts()["error.choose"]),
        "owner_name": needed(typed, "owner_name"),
        "resident_id": _checked(typed, "resident_id", lambda it: parse_resident_id(it, on=today)),
        "mobile": _checked(typed, "mobile", parse_mobile),
        "region": _chosen(typed, "region", regions()),
        "trade": _chosen(typed, "trade", trades()),
        "since": _year(typed, today),
        "amount": _amount(typed, limits),
        "months": _chosen(typed, "months", [str(months) for months in limits.months]),
        "purpose": _chosen(typed, "purpose", limits.purposes),
        "debt_balance": amount_typed(typed, "debt_balance"),
        "debt_monthly": amount_typed(typed, "debt_monthly"),
        **_by_kind(typed, kind),
    }
    wrong = {
        ("started_year" if name == "since" else name): value
        for name, value in found.items()
        if isinstance(value, Problem)
    }
    return {name: wrong[name] for name in FIELDS if name in wrong} if wrong else _whole(found)


def _whole(found: Mapping[str, object]) -> ApplicationForm:
    since = found["since"]
    assert isinstance(since, date)  # noqa: S101 - checked just above
    return ApplicationForm(
        kind=SubjectKind(str(found["kind"])),
        owner_name=str(found["owner_name"]),
        resident_id=str(found["resident_id"]),
        mobile=str(found["mobile"]),
        firm_name=str(found["firm_name"]),
        uscc=_or_none(found["uscc"]),
        place=_or_none(found["place"]),
        proof=_or_none(found["proof"]),
        region=str(found["region"]),
        trade=str(found["trade"]),
        since=since,
        amount_fen=_fen(found["amount"]),
        months=int(str(found["months"])),
        purpose=str(found["purpose"]),
        debt_balance_fen=_fen(found["debt_balance"]),
        debt_monthly_fen=_fen(found["debt_monthly"]),
    )


def _or_none(value: object) -> str | None:
    return None if value is None else str(value)


def _fen(value: object) -> int:
    assert isinstance(value, AmountTyped)  # noqa: S101 - a form without a mistake
    return value.fen


def _by_kind(typed: Mapping[str, str], kind: str) -> dict[str, object]:
    is_operator, is_farm = kind == "unregistered_operator", kind == "farm_household"
    return {
        "firm_name": (
            typed.get("firm_name", "").strip()
            if kind in {"person", "farm_household"}
            else needed(typed, "firm_name")
        ),
        "uscc": _uscc(typed, kind) if kind in REGISTERED_KINDS else None,
        "place": needed(typed, "place", most=120) if is_operator or is_farm else None,
        "proof": needed(typed, "proof", most=200) if is_operator else None,
    }


def _uscc(typed: Mapping[str, str], kind: str) -> str | Problem:
    parsed = _checked(typed, "uscc", parse_uscc)
    if isinstance(parsed, Problem):
        return parsed
    code = parse_uscc(parsed)
    is_other = isinstance(code, Uscc) and code.registered_as.value not in {kind, "other"}
    return Problem("form.uscc.kind", texts()["error.uscc_kind"]) if is_other else parsed


def _checked(typed: Mapping[str, str], name: str, parse: Callable[[str], object]) -> str | Problem:
    written = needed(typed, name)
    if isinstance(written, Problem):
        return written
    parsed = parse(written)
    return parsed if isinstance(parsed, Problem) else str(getattr(parsed, "value", written))


def _year(typed: Mapping[str, str], today: date) -> date | Problem:
    year = whole_number(typed, "started_year", least=1900, most=today.year)
    if isinstance(year, int):
        return date(year, 1, 1)
    return year if not typed.get("started_year", "").strip() else Problem("form.year", texts()["error.year"])


def _amount(typed: Mapping[str, str], limits: FormLimits) -> AmountTyped | Problem:
    amount = amount_typed(typed, "amount")
    if isinstance(amount, Problem) or limits.amount_low_fen <= amount.fen <= limits.amount_high_fen:
        return amount
    return Problem("form.amount.range", Text(*(_span(limits, language) for language in Language)))


def _span(limits: FormLimits, language: Language) -> str:
    low, high = wan(limits.amount_low_fen, language), wan(limits.amount_high_fen, language)
    return told("error.amount_range", language, low=low, high=high)


def _chosen(typed: Mapping[str, str], name: str, offered: object) -> str | Problem:
    chosen = typed.get(name, "")
    is_offered = isinstance(offered, list | Mapping) and chosen in offered
    return chosen if is_offered else Problem(f"form.{name}", texts()["error.choose"])
