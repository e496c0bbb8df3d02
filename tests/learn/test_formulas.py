"""A formula means what a person reads in it, keeps what is missing missing, and can run nothing else."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.learn.formulas import FormulaError, column_of, columns_of, gives_words, read_formula

TABLE = pl.DataFrame(
    {
        "income": [100.0, 0.0, None],
        "wage": [60.0, 10.0, 5.0],
        "odd name": [1, 2, 3],
        "zip": [60605.0, 2134.0, None],
        "bank": [" 测试银行", "B", None],
        "approved": ["1997-02-28", "2004-12-01T09:00", "soon"],
        "home": ["A", "A", "B"],
    }
)


def made(formula: str, group: str | None = None) -> list[object]:
    """The column of a formula over the table."""
    return TABLE.select(column_of(read_formula(formula), TABLE.schema, group)).to_series().to_list()


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("income − wage", [40.0, -10.0, None]),
        ("income - wage - wage", [-20.0, -20.0, None]),
        ("2 + 3 * wage", [182.0, 32.0, 17.0]),
        ("(2 + 3) × wage", [300.0, 50.0, 25.0]),
        ("-wage + 1", [-59.0, -9.0, -4.0]),
        ("wage / income", [0.6, None, None]),
        ("ratio(wage, [odd name])", [60.0, 5.0, 5 / 3]),
        ("income > wage", [1.0, 0.0, None]),
        ("when(income > wage, 1, -1)", [1.0, -1.0, None]),
        ("min(income, wage)", [60.0, 0.0, 5.0]),
        ("sum(income, wage)", [160.0, 10.0, 5.0]),
        ("missing(income)", [0.0, 0.0, 1.0]),
        ("missing(bank)", [0.0, 0.0, 1.0]),
        ("sign(income - 50)", [1.0, -1.0, None]),
        ("prefix(zip, 3)", ["606", "213", None]),
        ("join(bank, zip)", ["测试银行|60605", "B|2134", "?|?"]),
        ("bank = 'B'", [0.0, 1.0, None]),
        ("year(approved)", [1997.0, 2004.0, None]),
        ("month(approved)", [2.0, 12.0, None]),
        ("days(approved)", [9920.0, 12753.0, None]),
    ],
)
def test_a_formula_means_what_it_says(formula: str, expected: list[object]) -> None:
    """Precedence, safe division, comparisons, words and dates."""
    assert made(formula) == pytest.approx(expected) if _numbers(expected) else made(formula) == expected


def test_spread_is_the_standard_deviation_of_a_groups_readings() -> None:
    """Two readings 60 and 10 of one home lie 35.4 apart; a single reading has no spread."""
    assert made("spread(wage)", "home") == [
        pytest.approx(50 / math.sqrt(2)),
        pytest.approx(50 / math.sqrt(2)),
        None,
    ]


def test_mean_is_the_average_of_a_groups_readings() -> None:
    """Every reading of a home sees the same average, so a ratio to it is the same for all of them."""
    assert made("mean(wage)", "home") == [35.0, 35.0, *made("wage", "home")[2:]]


@pytest.mark.parametrize(
    "formula",
    [
        "income -",
        "income wage",
        "(income",
        "income; wage",
        "__import__('os')",
        "nowhere + 1",
        "ratio(income)",
        "year(income, wage)",
        "spread(income)",
        "mean(income)",
        "prefix(zip, wage)",
        "income.wage",
        "(" * 80 + "1" + ")" * 80,
        "",
    ],
)
def test_what_is_no_formula_is_refused(formula: str) -> None:
    """Unfinished, unknown, too deep, or an attempt to run something."""
    with pytest.raises(FormulaError):
        made(formula)


@given(st.text(max_size=40))
def test_any_text_is_a_formula_or_a_formula_error(text: str) -> None:
    """Nothing a person types breaks the reader in another way."""
    try:
        columns_of(read_formula(text))
    except FormulaError as error:
        assert str(error)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_arithmetic_agrees_with_pythons(a: float, b: float, c: float) -> None:
    """`a - b * c + a` of any numbers is Python's."""
    frame = pl.DataFrame({"a": [a], "b": [b], "c": [c]})
    found = frame.select(column_of(read_formula("a - b * c + a"), frame.schema)).item()
    assert found == pytest.approx(a - b * c + a, rel=1e-12, abs=1e-6)


def test_words_are_told_from_numbers() -> None:
    """Only formulas that give words must be encoded."""
    assert gives_words(read_formula("prefix(zip, 3)"))
    assert not gives_words(read_formula("year(approved)"))


def _numbers(expected: list[object]) -> bool:
    return all(isinstance(one, float) for one in expected)
