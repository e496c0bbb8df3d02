"""People and firms of the town: valid everywhere, real nowhere."""

from datetime import date

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import Problem
from puhui.kernel.identifiers import parse_mobile, parse_resident_id, parse_uscc
from town import ids
from town.folder import TownFolder
from town.many_ids import MOST_FIRMS, credit_codes, resident_ids

UNTIL = date(2026, 10, 31)
MADE_UP = ("测试", "示例", "样本", "虚构")


def test_every_identifier_passes_its_check_and_belongs_to_the_unassigned_region(made: TownFolder) -> None:
    """The town reckons its check digits itself; the kernel agrees with every one of them."""
    for number in made.read("people")["resident_id"]:
        assert number.startswith("990000")
        assert not isinstance(parse_resident_id(number, on=UNTIL), Problem)
    for code in made.read("registrations")["uscc"]:
        assert code[2:8] == "990000"
        assert not isinstance(parse_uscc(code), Problem)
    for number in (*made.read("people")["phone"], *made.read("applications")["phone"]):
        assert number.startswith("160")
        assert not isinstance(parse_mobile(number), Problem)


def test_no_two_share_an_identifier(made: TownFolder) -> None:
    """Namesakes are allowed, numbers of people and firms are not shared."""
    people, firms = made.read("people"), made.read("registrations")
    assert people["resident_id"].is_unique().all()
    assert people["phone"].is_unique().all()
    assert firms["uscc"].is_unique().all()


def test_every_name_says_that_it_is_made_up(made: TownFolder) -> None:
    """Of people, businesses and markets."""
    for table in ("people", "businesses", "markets"):
        names = made.read(table)["name"]
        assert names.str.contains_any(MADE_UP).all(), table


@given(st.dates(date(1930, 1, 1), date(2025, 12, 31)), st.booleans())
def test_a_hundred_people_who_share_a_birthday_have_a_hundred_numbers(born: date, is_man: bool) -> None:
    """Each with its check digit, even for women, odd for men, as the single-number function has it."""
    numbers = resident_ids(pl.Series([born] * 100), np.full(100, is_man)).tolist()
    assert len(set(numbers)) == 100
    assert all(int(number[16]) % 2 == is_man for number in numbers)
    assert all(number == ids.resident_id(born, int(number[14:17])) for number in numbers)


@given(st.integers(0, MOST_FIRMS - 1), st.sampled_from("123"))
def test_every_credit_code_is_valid(number: int, category: str) -> None:
    """All of a hundred thousand, whatever the category."""
    assert not isinstance(parse_uscc(str(credit_codes(np.array([category]), np.array([number]))[0])), Problem)


def test_families_fit_together(made: TownFolder) -> None:
    """A household has one head; a child is younger than the head, a parent older."""
    people = made.read("people")
    head = people.filter(pl.col("role") == "head").select("household_id", head_born="born")
    assert head["household_id"].is_unique().all()
    both = people.join(head, on="household_id")
    assert both.filter((pl.col("role") == "child") & (pl.col("born") < pl.col("head_born"))).height == 0
    assert both.filter((pl.col("role") == "parent") & (pl.col("born") > pl.col("head_born"))).height == 0


def test_every_kind_of_business_is_in_town_and_only_two_are_registered(made: TownFolder) -> None:
    """Stalls, workshops, part-time sellers and farms have no licence."""
    firms = made.read("businesses")
    assert set(firms["kind"]) == {"company", "individual", "stall", "workshop", "part_time_seller", "farm"}
    assert set(firms.drop_nulls("uscc")["kind"]) == {"company", "individual"}
    assert firms.filter(pl.col("platform").is_not_null())["kind"].unique().to_list() == ["part_time_seller"]
