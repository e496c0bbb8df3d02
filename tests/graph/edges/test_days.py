"""Dates as strangers write them."""

import polars as pl
import pytest

from puhui.graph.edges.reading.days import Numbers, read_days


def _days(*written: str) -> list[int | None]:
    return read_days({"since": pl.Series(written)}).columns["since"].to_list()


@pytest.mark.parametrize(
    "written",
    ["2020-01-01", "2020/1/1", "20200101", "2020.01.01", "2020年1月1日", "2020-01", "2020-01-01 23:30:00",
     "2020-01-01T00:00:00+08:00", "2019-12-31T16:00:00Z", "2019-12-31T17:30Z"],
)  # fmt: skip
def test_one_day_in_ten_spellings(written: str) -> None:
    """The first day of 2020 in Beijing, however it is written."""
    assert _days(written) == [18262]


def test_day_or_month_first_is_known_only_where_one_way_fits_all() -> None:
    """31/12 tells that days come first; where nothing tells, nobody guesses."""
    assert _days("31/12/2019", "01/02/2020") == [18261, 18293]
    assert _days("03/04/2020", "01/02/2020") == [None, None]


def test_bare_numbers_mean_one_thing_in_all_columns() -> None:
    """Seconds, milliseconds, years, or steps of time; never steps beside real dates."""
    assert read_days({"t": pl.Series(["1577836800"])}).numbers is Numbers.SECONDS
    assert _days("1577836800000") == [18262]
    assert _days("2020") == [18262]
    assert _days("202001", "202002") == [18262, 18293]
    assert _days("0", "17", "2020") == [0, 17, 2020]
    mixed = read_days({"t": pl.Series(["3"]), "as_of": pl.Series(["2020-01-01"])})
    assert mixed.wrong["t"].to_list() == [True]
