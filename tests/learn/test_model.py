"""A score is a sum that anybody can check."""

import math

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from puhui.learn import Bin, Factor, Scale, Scorecard, score_frame

GAP = Factor("gap_months", (Bin(None, 2, 12), Bin(2, 6, -5), Bin(6, None, -40)), -25, 3)
SHARE = Factor("top_share", (Bin(None, 0.5, 10), Bin(0.5, None, -12)), 0, 2)
CARD = Scorecard("测试", "1", "违约", 590, (GAP, SHARE))

numbers = st.one_of(st.none(), st.floats(-1e6, 1e6), st.sampled_from([2.0, 6.0, 0.5, math.nan]))


@given(numbers, numbers)
def test_points_add_up_to_the_score(gap: float | None, share: float | None) -> None:
    """Base points and every factor's points are the total exactly; nothing is hidden in between."""
    score = CARD.score({"gap_months": gap, "top_share": share})
    assert score.points == score.base_points + sum(part.points for part in score.contributions)
    assert score.probability == CARD.scale.probability(score.points)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=20))
def test_a_table_gets_the_points_its_rows_get(rows: list[tuple[float | None, float | None]]) -> None:
    """Scoring column by column and row by row are one scorecard."""
    frame = pl.DataFrame(
        rows, schema={"gap_months": pl.Float64, "top_share": pl.Float64}, orient="row", strict=False
    )
    scored = score_frame(CARD, frame)
    for row, points in zip(rows, scored["points"], strict=True):
        assert CARD.score({"gap_months": row[0], "top_share": row[1]}).points == points


def test_an_edge_belongs_to_the_bin_above_it() -> None:
    """`from` is included, `below` is not."""
    assert (GAP.points(1.999), GAP.points(2.0), GAP.points(6.0)) == (12, -5, -40)


def test_a_missing_value_has_its_own_points() -> None:
    """Absent, null and NaN are one thing, and never zero months of gap."""
    assert GAP.points(None) == GAP.points(math.nan) == -25
    assert CARD.score({}).points == 590 - 25 + 0


def test_the_first_reason_is_what_fell_furthest_below_an_ordinary_applicant() -> None:
    """Seven silent months cost 43 against ordinary, the large customer 14."""
    reasons = CARD.score({"gap_months": 7, "top_share": 0.9}).reasons()
    assert [(part.feature, part.shortfall_points) for part in reasons] == [
        ("gap_months", 43),
        ("top_share", 14),
    ]


def test_a_factor_at_its_best_is_never_a_reason() -> None:
    """Nothing can be said against no gap at all."""
    assert [part.feature for part in CARD.score({"gap_months": 0, "top_share": 0.9}).reasons()] == [
        "top_share"
    ]


@given(st.integers(200, 900))
def test_forty_points_double_the_odds(points: int) -> None:
    """And the way back from log odds to points is the inverse."""
    scale = Scale()
    now, better = scale.probability(points), scale.probability(points + 40)
    assert math.isclose((1 - better) / better, 2 * (1 - now) / now, rel_tol=1e-9)
    assert math.isclose(scale.points(math.log(now / (1 - now))), points, rel_tol=1e-9)
