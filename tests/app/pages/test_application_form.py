"""The application form: read kindly, refused at the field."""

from datetime import date

import pytest

from puhui.app.pages.application_form import ApplicationForm, read_application_form
from puhui.app.pages.form_file import form_limits
from puhui.kernel import Language

TODAY = date(2026, 11, 23)
GOOD = {
    "kind": "individual_business",
    "owner_name": "测试人甲子",
    "resident_id": "990000199001010017",
    "mobile": "160 0000 0001",
    "firm_name": "测试小吃店·甲",
    "uscc": "92990000MA00TEX70F",
    "region": "990000",
    "trade": "62",
    "started_year": "２０１９",
    "amount": "8万",
    "months": "12",
    "purpose": "stock",
    "debt_balance": "0",
    "debt_monthly": "0",
}


def _read(**changes: str) -> ApplicationForm | dict[str, object]:
    return read_application_form({**GOOD, **changes}, form_limits(), TODAY)  # type: ignore[return-value]


def test_a_good_form_is_read_whole() -> None:
    """Full-width digits, blanks in a number and 万 are understood."""
    form = _read()
    assert isinstance(form, ApplicationForm)
    assert (form.amount_fen, form.mobile) == (8_000_000, "16000000001")
    assert form.since == date(2019, 1, 1)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("kind", "bank"),
        ("owner_name", "  "),
        ("resident_id", "990000199001010018"),
        ("mobile", "12345"),
        ("uscc", "91990000MA00TEX70J"),
        ("started_year", "2031"),
        ("started_year", "前年"),
        ("amount", "八万"),
        ("amount", "-5"),
        ("amount", "999999999999"),
        ("months", "13"),
        ("purpose", "炒股"),
        ("region", "'; drop table"),
        ("debt_monthly", ""),
    ],
)
def test_each_mistake_is_told_at_its_own_field(field: str, typed: str) -> None:
    """Only that field is blamed, in both languages."""
    errors = _read(**{field: typed})
    assert isinstance(errors, dict)
    assert list(errors) == [field]
    problem = errors[field]
    assert problem.sentence(Language.ZH) and problem.sentence(Language.EN)  # type: ignore[attr-defined]


def test_nobody_without_a_licence_is_asked_for_its_code() -> None:
    """An unregistered operator says where, and what shows it, instead."""
    errors = _read(kind="unregistered_operator", uscc="")
    assert list(errors) == ["place", "proof"]  # type: ignore[call-overload]
    form = _read(kind="unregistered_operator", uscc="", place="测试街市场", proof="市场摊位费收据")
    assert isinstance(form, ApplicationForm)
    assert form.uscc is None


def test_a_typed_number_never_reaches_a_repr() -> None:
    """Forms travel through logs in a traceback; identity numbers must not."""
    form = _read()
    assert "990000199001010017" not in repr(form)
    assert "测试人甲子" not in repr(form)
