"""Names taken apart."""

import pytest

from puhui.identify.industry.text import folded, items_of, name_of
from puhui.identify.industry.text.prepared import prepared


@pytest.mark.parametrize(
    ("written", "stem"),
    [
        ("测试市样例食品有限责任公司", "样例食品"),
        ("样例鞋业（集团）股份有限公司", "样例鞋业"),
        ("测试县样例小吃店", "样例小吃店"),
        ("样例（上海）科技有限公司", "样例科技"),
        ("ＡＢＣ测试贸易有限公司", "abc测试贸易"),
        ("有限公司", ""),
        ("😀😀", ""),
    ],
)
def test_what_is_left_of_a_name_is_brand_and_trade(written: str, stem: str) -> None:
    """Place, legal form, brackets and width do not say what a firm does."""
    assert name_of(written).stem == stem


def test_a_branch_is_kept_apart_from_its_house() -> None:
    """A repair shop of a shipping company repairs."""
    taken = name_of("样例海运有限公司救生设备检修厂")
    assert (taken.stem, taken.branch) == ("样例海运", "救生设备检修厂")
    assert name_of("样例交通集团有限公司某某分公司").branch == "某某分公司"


def test_a_place_is_kept_because_towns_make_one_thing() -> None:
    """Shoes in one town, valves in the next; the brand does not begin with the town."""
    taken = name_of("樟木镇样例鞋业有限公司", frozenset({"樟木"}))
    assert taken.place == "樟木"


def test_two_spellings_of_one_firm_fold_to_the_same() -> None:
    """Width, brackets and legal form do not make another firm; another brand does."""
    assert folded("样例（杭州）鞋业有限公司") == folded("样例鞋业股份有限公司")
    assert folded("样例鞋业有限公司") != folded("示范鞋业有限公司")


def test_a_scope_is_its_items_without_what_registries_add() -> None:
    """Brackets and 依法须经批准 are on every scope and say nothing."""
    added = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）"
    scope = f"一般经营项目：鞋的制造、销售（不含批发）；货物进出口。{added}"
    assert items_of(scope) == ("鞋的制造", "销售", "货物进出口")
    assert items_of("") == ()


def test_half_a_pair_of_signs_stays_one_sign() -> None:
    """A broken emoji must not shift the letters after it."""
    some = prepared(["\ud83d鞋", "业"], [1.0], [3])
    assert some.starts.tolist() == [0, 2, 3]
    assert chr(some.signs[1]) == "鞋"
    assert len(some.signs) == 3
