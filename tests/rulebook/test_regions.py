"""Region codes: where they point, when they were in use, and never a refusal."""

from datetime import date

import pytest

from puhui.rulebook import rulebook

TODAY = date(2026, 11, 23)


def test_a_region_in_use_has_a_name_and_no_warning() -> None:
    """110105 is 朝阳区 in 北京市."""
    region = rulebook().on(TODAY).region("110105")
    assert (region.province, region.name, region.warning) == ("北京市", "朝阳区", None)


def test_a_retired_region_is_a_warning_today_and_none_at_birth() -> None:
    """崇文区 ended in 2010; who was born there in 1980 keeps the number."""
    assert rulebook().on(date(1980, 1, 1)).region("110103").warning is None
    now = rulebook().on(TODAY).region("110103")
    assert now.name == "崇文区"
    assert now.warning is not None and now.warning.code == "region.not_in_use"


def test_a_renamed_region_has_the_name_of_its_time() -> None:
    """120110 was 东郊区 to 1991 and is 东丽区 since."""
    assert rulebook().on(date(1985, 1, 1)).region("120110").name == "东郊区"
    assert rulebook().on(TODAY).region("120110").name == "东丽区"


@pytest.mark.parametrize("code", ["990000", "000000", "", "11", "11010A", "１１０１０５", "1101051"])
def test_an_unknown_region_is_a_warning(code: str) -> None:
    """Made-up, empty or malformed: an answer with a warning, in both languages."""
    region = rulebook().on(TODAY).region(code)
    assert region.warning is not None and region.warning.code == "region.unknown"
    assert region.warning.what.zh and region.warning.what.en
