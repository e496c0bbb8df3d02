"""How well failures are told on the 328 earlier loans: the spec beside plain LightGBM, folds by chance and
by time.

`TRIED` are the derived columns that were looked at beside the 75 ready-made ones before six were named. What
this looking is worth is measured by a machine that gets all of them and chooses anew inside every fold.
"""

from collections import Counter
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from benchmarks.credit.repeated import (
    PLAIN,
    Columns,
    Way,
    aucs,
    choosing,
    columns_of,
    member_way,
    spec_way,
    stratified,
    told,
)
from puhui.kernel import Problem
from puhui.learn import BoostedSpec, ScorecardSpec, load_model_spec
from puhui.learn.checks.folds import Fold

SPEC: Final = Path(__file__).parents[1] / "specs" / "berka.yaml"
TRIED_LINES: Final = 275
"""Lines of named columns that were compared by people, and the settings of their ridge."""
TRIED_MIXTURES: Final = 110
"""Trees of other sizes and columns, alone and mixed with a line."""
_FORWARD_CUTS: Final = (0.4, 0.5, 0.6, 0.7, 0.8)
_NO_ORDERS: Final = "(operation_count_d = 0)"
TRIED: Final = {
    "cushion": "balance_mean - balance_std",
    "cushion_without_orders": f"{_NO_ORDERS} * (log(max(balance_mean - balance_std, 1000)) - 9.8)",
    "swing_without_orders": f"{_NO_ORDERS} * (log(balance_std) - 9.6)",
    "payment_of_mean": "ratio(payments, balance_mean)",
    "payment_of_largest_in": "ratio(payments, amount_max)",
    "payment_of_swing": "ratio(payments, balance_std)",
    "payment_without_orders": f"{_NO_ORDERS} * (log(payments) - 8.2)",
    "lowest_in_payments": "ratio(balance_min, payments)",
    "lowest_below_zero": "min(balance_min, 0)",
    "last_in_payments": "ratio(balance_last, payments)",
    "last_of_mean": "ratio(balance_last, balance_mean)",
    "last_was_out": "amount_last < 0",
    "loan_of_mean": "ratio(loan_amount, balance_mean)",
    "credits_monthly": "ratio(type_count_credit, date_age_months)",
    "income_monthly": "ratio(operation_count_a + operation_count_b, date_age_months)",
    "cash_in_monthly": "ratio(operation_count_a, date_age_months)",
    "cash_out_monthly": "ratio(operation_count_c, date_age_months)",
    "orders_monthly": "ratio(operation_count_d, date_age_months)",
    "interest_monthly": "ratio(operation_count_f, date_age_months)",
    "kept_monthly": "ratio(amount_mean * operation_count, date_age_months)",
    "kept_of_payment": "ratio(amount_mean * operation_count, date_age_months * payments)",
    "out_per_in": "ratio(type_count_withdrawal, type_count_credit)",
    "largest_in_of_mean": "ratio(amount_max, balance_mean)",
    "largest_out_of_mean": "ratio(0 - amount_min, balance_mean)",
    "age_without_orders": f"{_NO_ORDERS} * (log(owner_age_at_loan) - 3.8)",
    "silent_without_orders": f"{_NO_ORDERS} * (log(days_last_trans_loan) - 1.7)",
}


def telling(folder: Path, quick: bool) -> dict[str, Any]:
    """AUC of every way over the same folds, paired with plain LightGBM."""
    table = pl.read_csv(folder / "features_328.csv")
    spec = berka_spec()
    pool = columns_of(table, _pool(spec))
    given = _only(pool, [name for name in pool.names if name not in {**TRIED, **spec.derive}])
    by_chance = stratified(pool.bad, 5, 2 if quick else 10)
    by_time = _forward(table)
    plain, ours = member_way(given, PLAIN), spec_way(table, spec)
    found = {
        "loans": table.height,
        "failed": int(pool.bad.sum()),
        "tried": {"columns": len(pool.names), "lines": TRIED_LINES, "mixtures": TRIED_MIXTURES},
        "by_chance": _beside(plain, ours, pool, by_chance, 0.2),
        "by_time": _beside(plain, ours, pool, by_time, 0.25),
    }
    named: list[tuple[str, ...]] = []
    machine = choosing(pool, most=6, ridge=3.0, chosen=named)
    few = by_chance if quick else by_chance[:25]
    found["machine_chooses"] = _beside(plain, machine, pool, few, 0.2) | {
        "folds": len(few),
        "chosen": dict(Counter(name for one in named for name in one).most_common(8)),
    }
    found["machine_chooses_by_time"] = _beside(plain, machine, pool, by_time, 0.25)
    return found


def berka_spec() -> BoostedSpec:
    """The spec in the file."""
    spec = load_model_spec(SPEC)
    if isinstance(spec, Problem | ScorecardSpec):
        raise SystemExit(spec.sentence() if isinstance(spec, Problem) else f"{SPEC} is no boosted spec")
    return spec


def _pool(spec: BoostedSpec) -> BoostedSpec:
    numbers = {"account_id": "a number", "district_id": "a number"}
    return BoostedSpec(
        name="all_that_was_tried",
        key=spec.key,
        target=spec.target,
        positive=spec.positive,
        derive={**spec.derive, **TRIED},
        exclude=numbers,
    )


def _only(columns: Columns, names: list[str]) -> Columns:
    places = [columns.names.index(name) for name in names]
    return Columns(tuple(names), columns.values[:, places], columns.bad)


def _forward(table: pl.DataFrame) -> tuple[Fold, ...]:
    """Earlier loans learn and the fifth that follows judges, from several days on."""
    order = table["loan_date"].arg_sort().to_numpy()
    cuts = [(round(len(order) * one), round(len(order) * min(1, one + 0.2))) for one in _FORWARD_CUTS]
    return tuple(Fold(order[:here], order[here:there]) for here, there in cuts)


def _beside(plain: Way, ours: Way, pool: Columns, folds: tuple[Fold, ...], share: float) -> dict[str, Any]:
    one, other = aucs(plain, pool.bad, folds), aucs(ours, pool.bad, folds)
    return {
        "plain_lightgbm": told(one, share),
        "ours": told(other, share),
        "difference": told(np.subtract(other, one).tolist(), share),
    }
