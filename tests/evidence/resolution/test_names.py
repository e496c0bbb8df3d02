"""Names come apart into place, brand, trade, form, number and branch, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.evidence.resolution import fold_name, read_brands
from puhui.evidence.resolution.names import find_place, folded_text
from puhui.evidence.resolution.names.places import region_code
from puhui.kernel import Problem


@pytest.mark.parametrize(
    "written",
    [
        "成都示例汽车修理有限公司",
        "成都示例汽車修理有限公司",
        "　成都示例　汽车修理有限公司 ",
        "示例（成都）汽车修理有限公司",
        "成都市示例汽车修理有限责任公司",
        "成都示例汽修有限公司",
        "成都示例汽车修理限有公司",
    ],
)
def test_one_firm_in_its_usual_spellings_has_the_same_pieces(written: str) -> None:
    """Width, script, blanks, a place in brackets, a suffix, an abbreviation and a slip in the form."""
    name = fold_name(written)
    assert (name.place, name.brand, name.trade, name.form) == ("5101", "示例", "汽车修理", "limited")


def test_a_branch_hangs_on_its_head() -> None:
    """What follows the head's legal form is the branch; the head reads as if written alone."""
    branch, head = fold_name("成都示例贸易有限公司锦江分公司"), fold_name("成都示例贸易有限公司")
    assert branch.branch == "锦江分公司"
    assert (branch.brand, branch.trade, branch.head) == (head.brand, head.trade, head.text)


def test_a_branch_of_a_head_without_company_is_seen_by_its_ending() -> None:
    """示例厂二分厂; 示例移动绵阳分公司."""
    assert fold_name("示例机床厂第二分厂").branch == "第二分厂"
    assert fold_name("示例移动绵阳分公司").branch == "绵阳分公司"


@pytest.mark.parametrize(
    ("written", "number", "brand"),
    [
        ("成都示例塑料二厂", "2", "示例"),
        ("成都第十一建筑工程公司", "11", ""),
        ("成都三一机械有限公司", "", "三一"),
    ],
)
def test_numbers_of_firms_are_told_from_numbers_in_brands(written: str, number: str, brand: str) -> None:
    """二厂 and 第十一 number a firm; 三一 is a brand."""
    name = fold_name(written)
    assert (name.number, name.brand) == (number, brand)


def test_an_old_name_inside_the_name_is_taken_out() -> None:
    """（原……） is an old name and no part of the present one."""
    name = fold_name("成都新样小吃店（原成都示例小吃店）")
    assert name.brand == "新样"
    assert name.old_names == ("成都示例小吃店",)


def test_a_renamed_place_is_one_place() -> None:
    """A city that was renamed kept its code."""
    assert fold_name("襄樊示例贸易有限公司").place == fold_name("襄阳市示例贸易有限公司").place == "4206"


def test_a_name_that_several_places_bear_needs_its_province() -> None:
    """鼓楼区 lies in several cities: alone it is no place, within Fuzhou it is one."""
    assert find_place("鼓楼区") is None
    found = find_place("鼓楼区", within="3501")
    assert found is not None
    assert found.code == "350102"


def test_the_columns_of_a_register_say_where_a_firm_is() -> None:
    """A province and a city as registers write them, municipalities' counties too."""
    assert region_code("四川", "甘孜") == "5133"
    assert region_code("重庆", "彭水") == "500243"
    assert region_code("", "") == ""


def test_a_place_that_is_all_there_is_before_the_trade_is_the_brand() -> None:
    """长安汽车有限公司: somebody's brand may be called like a place."""
    assert fold_name("长安汽车有限公司").brand == "长安"


def test_a_known_brand_tells_where_the_trade_begins(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A list of short names moves the cut."""
    path = tmp_path_factory.mktemp("brands") / "brands.txt"
    path.write_text("测试兄弟\n", encoding="utf-8")
    brands = read_brands(path)
    assert not isinstance(brands, Problem)
    assert fold_name("成都测试兄弟特色面有限公司", brands=brands).brand == "测试兄弟"
    assert fold_name("成都测试兄弟特色面有限公司").brand != "测试兄弟"


def test_a_list_of_short_names_that_cannot_be_read_is_a_problem(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A missing file is told, not raised."""
    missing = read_brands(tmp_path_factory.mktemp("brands") / "none.txt")
    assert isinstance(missing, Problem)
    assert missing.code == "evidence.short_names.unreadable"


@given(st.text(max_size=400))
def test_any_text_comes_apart(written: str) -> None:
    """No writing breaks it, and folding what is folded changes nothing."""
    name = fold_name(written)
    assert folded_text(name.text) == name.text
    assert len(name.text) <= 200 * 18


@given(
    st.sampled_from(["四川", "成都市", "绵阳", "杭州市", "厦门"]),
    st.sampled_from(["贸易", "汽车修理", "食品"]),
)
def test_a_name_made_by_the_rules_comes_apart_by_them(place: str, trade: str) -> None:
    """Place, brand, trade and form as the regulation orders them."""
    name = fold_name(f"{place}测试{trade}有限公司")
    assert (name.brand, name.trade, name.form) == ("测试", trade, "limited")
    assert name.place
