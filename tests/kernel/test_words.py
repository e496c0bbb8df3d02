"""Problems, texts, outcomes, clocks and ids: the small words of the house."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import FixedClock, Language, Outcome, Problem, Text, business_date, new_id, strictest


def test_a_problem_says_where_what_and_what_to_do_in_both_languages() -> None:
    """One line for people; no space between Chinese sentences."""
    wrong = Problem("x", Text("错了。", "Wrong."), Text("请更正。", "Correct it."))
    problem = wrong.at(Text("a.csv 第3行", "a.csv, line 3"))
    assert problem.sentence() == "a.csv 第3行：错了。请更正。"
    assert wrong.at("months").sentence() == "months：错了。请更正。"
    assert problem.sentence(Language.EN) == "a.csv, line 3: Wrong. Correct it."


def test_silence_never_approves() -> None:
    """Of no outcomes the strictest is refer, and decline beats everything."""
    assert strictest([]) is Outcome.REFER
    assert strictest([Outcome.APPROVE, Outcome.DECLINE, Outcome.REFER]) is Outcome.DECLINE


def test_a_business_date_is_a_date_in_beijing() -> None:
    """Four in the afternoon in London's winter is already tomorrow."""
    assert business_date(FixedClock(datetime(2026, 12, 31, 16, 0, tzinfo=UTC))) == date(2027, 1, 1)


@given(st.integers(0, 2**48 - 2), st.integers(0, 2**74 - 1), st.integers(0, 2**74 - 1))
def test_ids_sort_by_time(unix_ms: int, early_bits: int, late_bits: int) -> None:
    """A later millisecond is a larger id, whatever the random part, and the version is 7."""
    early, late = new_id(unix_ms, early_bits), new_id(unix_ms + 1, late_bits)
    assert early < late
    assert early.version == late.version == 7
    assert early.variant == "specified in RFC 4122"
