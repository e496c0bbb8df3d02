"""Columns that know too much are named with the sign that gave them away; honest ones are left in peace."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from puhui.learn import BoostedSpec, Sign, Suspicion, check_columns
from tests.learn.boosted.made_up import SPEC, shops

TIMED = replace(SPEC, time="opened")


def found(frame: pl.DataFrame, spec: BoostedSpec = SPEC) -> dict[str, Suspicion]:
    """The suspicions by column."""
    told = check_columns(frame, spec)
    assert isinstance(told, tuple), told
    return {one.column: one for one in told}


def late(frame: pl.DataFrame) -> pl.Expr:
    """Whether the shop is late."""
    return pl.col("late") == "是"


def test_honest_columns_raise_no_suspicion() -> None:
    """Nothing in the plain table is written later."""
    assert found(shops(1500), TIMED) == {}


def test_a_column_filled_only_when_the_outcome_is_known() -> None:
    """The date of writing off stands only where there was one; its family is named with it."""
    frame = shops().with_columns(
        writedown_on=pl.when(late(shops())).then(pl.lit("2022-01-01")),
        writedown_yuan=pl.when(late(shops())).then(pl.lit(5.0)).otherwise(pl.lit(4.9)) + pl.col("sales") * 0,
    )
    told = found(frame)
    assert told["writedown_on"].sign is Sign.FILLED and not told["writedown_on"].used
    assert "writedown_yuan" in told


def test_a_column_that_explains_more_than_all_others() -> None:
    """The days until repayment tell far more than margins ever could, and the warning says both figures."""
    rng = np.random.default_rng(5)
    frame = shops(1500).with_columns(
        waited_days=late(shops()).cast(pl.Int8) * 2.5 + pl.Series(rng.normal(size=1500))
    )
    told = found(frame)["waited_days"]
    assert told.sign is Sign.STRONG and told.used and told.strength > 0.9
    assert "waited_days" in told.problem.what.en and told.about in told.problem.what.zh


def test_dates_after_the_rows_own_time() -> None:
    """Money was paid out after the opening: unknown when the shop asked."""
    frame = shops().with_columns(paid_out_on=pl.lit("2026-01-01"))
    assert found(frame, TIMED)["paid_out_on"].sign is Sign.LATER


def test_identifiers_and_weights_that_carry_the_label() -> None:
    """Late shops were numbered last, and drawn with small weights."""
    frame = (
        shops()
        .sort("late")
        .with_columns(
            file_number=pl.format("B{}", pl.int_range(pl.len())),
            drawn=pl.when(late(shops())).then(pl.lit(1.0)).otherwise(pl.lit(9.0)),
        )
    )
    told = found(frame, replace(SPEC, weight="drawn"))
    assert told["file_number"].sign is Sign.CARRIES
    assert told["drawn"].sign is Sign.CARRIES and not told["drawn"].used


@pytest.mark.parametrize("name", ["recovered_amount", "催收次数"])
def test_a_name_that_says_it_is_written_later(name: str) -> None:
    """Weak as a sign, and told as such."""
    frame = shops().with_columns(pl.col("sales").shuffle(1).alias(name))
    assert found(frame)[name].sign is Sign.NAMED


def test_a_balance_is_only_suspected_where_it_has_settled() -> None:
    """A balance that moves is behaviour; one that is zero everywhere has seen the end of the story."""
    moving = shops().with_columns(balance_yuan=pl.col("sales").shuffle(1))
    settled = shops().with_columns(balance_yuan=pl.lit(0.0))
    assert "balance_yuan" not in found(moving) and found(settled)["balance_yuan"].sign is Sign.NAMED


def test_two_leaks_are_not_each_others_alibi() -> None:
    """Both tell nearly all, so neither beats the rest; one is given away by its name, then the other."""
    rng, bad = np.random.default_rng(5), late(shops(1500)).cast(pl.Int8)
    frame = shops(1500).with_columns(
        waited_days=bad * 2.2 + pl.Series(rng.normal(size=1500)),
        written_yuan=bad * 2.2 + pl.Series(rng.normal(size=1500)),
    )
    told = found(frame)
    assert told["written_yuan"].sign is Sign.NAMED
    assert told["waited_days"].sign is Sign.STRONG
