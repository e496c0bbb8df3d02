"""Ways are compared in the same folds; a machine chooses without the rows it is judged on."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from benchmarks.credit.berka_telling import berka_spec
from benchmarks.credit.invoices import invoice_spec
from benchmarks.credit.repeated import (
    PLAIN,
    Columns,
    aucs,
    best_of,
    choosing,
    member_way,
    spec_way,
    stratified,
)


def made_up(rows: int = 240, useless: int = 12) -> Columns:
    """One column that tells the outcome, and many that tell nothing."""
    rng = np.random.default_rng(7)
    telling = rng.normal(size=rows)
    bad = (telling + rng.normal(size=rows) > 1).astype(float)
    values = np.column_stack([telling, rng.normal(size=(rows, useless))])
    return Columns(("telling", *(f"useless_{one}" for one in range(useless))), values, bad)


def test_a_machine_finds_the_column_that_tells_in_every_fold() -> None:
    """Forward choice and the best of all single columns name it each time."""
    columns, chosen, single = made_up(), list[tuple[str, ...]](), list[tuple[str, ...]]()
    folds = stratified(columns.bad, 5, 1)
    found = aucs(choosing(columns, 2, 3.0, chosen), columns.bad, folds)
    aucs(best_of(columns, [(one,) for one in range(13)], 3.0, single), columns.bad, folds)
    assert all("telling" in one for one in chosen) and set(single) == {("telling",)}
    assert float(np.mean(found)) > 0.7


def test_choosing_among_columns_that_tell_nothing_gains_nothing() -> None:
    """Outcomes that have nothing to do with the columns are told no better than by a coin."""
    columns = made_up()
    shuffled = np.random.default_rng(3).permutation(columns.bad)
    blind = Columns(columns.names, columns.values, shuffled)
    found = aucs(choosing(blind, 3, 3.0), shuffled, stratified(shuffled, 5, 4))
    assert 0.38 < float(np.mean(found)) < 0.62


def test_what_a_row_is_does_not_reach_the_way_that_judges_it() -> None:
    """Turning the outcomes of the judged rows around changes nothing of what is said about them."""
    columns = made_up()
    fold = stratified(columns.bad, 5, 1)[0]
    turned = columns.bad.copy()
    turned[fold.test] = 1 - turned[fold.test]
    other = Columns(columns.names, columns.values, turned)
    one, another = (
        [choosing(rows, 2, 3.0)(fold.train, fold.test), member_way(rows, PLAIN)(fold.train, fold.test)]
        for rows in (columns, other)
    )
    for first, second in zip(one, another, strict=True):
        np.testing.assert_array_equal(first, second)


def test_numbers_of_firms_loans_and_ratings_are_never_looked_at() -> None:
    """They carry the label, or are it."""
    invoices, loans = invoice_spec(), berka_spec()
    assert {"firm", "rating", "name", "history_months", "invoices_total"} <= invoices.reserved
    assert not {"account_id", "loan_id", "district_id", "status"} & set(loans.features)


@pytest.mark.real_data
def test_six_columns_tell_failed_loans(real_data: Path) -> None:
    """Five folds once, so that it is quick; the benchmark says how sure that is."""
    table = pl.read_csv(real_data / "berka" / "features_328.csv")
    bad = (table["status"] == -1).cast(pl.Float64).to_numpy()
    found = aucs(spec_way(table, berka_spec()), bad, stratified(bad, 5, 1))
    assert float(np.mean(found)) > 0.88
