"""The bank's raw transactions as the catalogue reads them, beside the ready-made columns.

Every ready-made column has a line in `MEANINGS`: what it was found to mean and the same from our features.
"""

from pathlib import Path
from typing import Any, Final

import polars as pl

from puhui.features import flow_features, prepare_flow, statement_of
from puhui.kernel import Problem

CHANNELS: Final = {
    "credit in cash": "cash",
    "withdrawal in cash": "cash",
    "credit card withdrawal": "card",
    "collection from another bank": "transfer",
    "remittance to another bank": "transfer",
}
PURPOSES: Final = {
    "interest credited": "interest",
    "sanction interest if negative balance": "penalty_interest",
    "payment for statement": "fee",
    "household": "household",
    "insurrance payment": "insurance",
}
EXACT_YUAN: Final = 0.005
_NO_ORDER: Final = "several movements on the last day; the ready-made took any of them"
_FILLED: Final = "the bank gives none for district 69; the ready-made holds the mean of the other districts"
WHY: Final = {
    "amount_last": _NO_ORDER,
    "balance_last": _NO_ORDER,
    "last_balance_per_loan": _NO_ORDER,
    "amount_min": "nothing ever went out of one account; the ready-made then holds its smallest amount in",
    "amount_range": "nothing ever went out of one account",
    "unemployment_rate_95": _FILLED,
    "num_crimes_95": _FILLED,
}
"""Why some loans differ, where it is known; a column that differs and is not here is unexplained."""


def statement(folder: Path) -> pl.DataFrame:
    """`transactions_354.csv` in the catalogue's columns. Crowns take the place of yuan."""
    raw = pl.read_csv(folder / "transactions_354.csv", separator=";", schema_overrides={"account": pl.String})
    amount = (pl.col("amount") * 100).round().cast(pl.Int64)
    found = statement_of(
        raw.select(
            account=pl.col("account_id").cast(pl.String),
            number=pl.col("trans_id").cast(pl.String),
            on=pl.col("date").cast(pl.String).str.to_date("%y%m%d"),
            amount_fen=pl.when(pl.col("type") == "credit").then(amount).otherwise(-amount),
            balance_fen=(pl.col("balance") * 100).round().cast(pl.Int64),
            channel=pl.col("operation").fill_null("").replace_strict(CHANNELS, default="bank"),
            purpose=pl.col("k_symbol").replace_strict(PURPOSES, default=None),
            counterparty=pl.concat_str("bank", "account", separator=":"),
        )
    )
    if isinstance(found, Problem):
        raise SystemExit(found.sentence())
    return found


def loans(folder: Path, name: str) -> pl.DataFrame:
    """Ready-made columns of some loans, with `account` and `as_of` as the catalogue asks for them."""
    table = pl.read_csv(folder / name, try_parse_dates=True)
    return table.with_columns(account=pl.col("account_id").cast(pl.String), as_of=pl.col("loan_date"))


def agreement(folder: Path) -> list[dict[str, Any]]:
    """One line a ready-made column: what it means, how many of the 354 loans agree, and the largest
    difference."""
    asked = loans(folder, "features_354_unlabelled.csv")
    both = asked.join(flow_features(statement(folder), asked), on=["account", "as_of"]).join(
        registers(folder), on="account_id", how="left"
    )
    return [_line(name, both, *_MEANINGS[name]) for name in ready_made(asked)]


def order_checked(folder: Path) -> dict[str, int]:
    """How far the order within a day, which the file does not give, is known from the balances.

    Days with several movements before a day with one: the closing balance found must be what that next
    movement began with. The ready-made last balance is one of the last day's balances in any case.
    """
    asked = loans(folder, "features_354_unlabelled.csv")
    prepared = prepare_flow(statement(folder), asked)
    before = pl.col("balance_fen") - pl.col("amount_fen")
    found = prepared.movements.group_by("account", "on").agg(moved=pl.len(), began_fen=before.first())
    days = prepared.days.join(found, on=["account", "on"]).sort("account", "on")
    follows = days.with_columns(pl.col("moved", "began_fen").shift(-1).over("account").name.prefix("next_"))
    told = follows.filter(pl.col("moved") > 1, pl.col("next_moved") == 1)
    apart = (told["closing_fen"] - told["next_began_fen"]).abs()
    last = prepared.movements.filter(pl.col("on") == pl.col("on").max().over("account")).join(
        asked.select("account", "balance_last"), on="account"
    )
    among = (pl.col("balance_fen") / 100 - pl.col("balance_last")).abs() <= EXACT_YUAN
    return {
        "days_checked": told.height,
        "to_the_fen": int((apart <= 1).sum()),
        "within_ten_fen": int((apart <= 10).sum()),
        "loans_with_several_on_the_last_day": last.filter(pl.len().over("account") > 1)["account"].n_unique(),
        "ready_made_is_one_of_that_day": last.filter(among)["account"].n_unique(),
    }


def ready_made(table: pl.DataFrame) -> list[str]:
    """The ready-made columns that are neither keys nor the outcome."""
    never = {"loan_id", "account_id", "status", "loan_date", "account", "as_of"}
    return [name for name in table.columns if name not in never]


def _line(name: str, both: pl.DataFrame, meaning: str, ours: pl.Expr | None) -> dict[str, Any]:
    if ours is None:
        return {"column": name, "meaning": meaning, "ours": None}
    pair = both.select(ready=pl.col(name), ours=ours)
    if not pair.schema["ready"].is_numeric():
        same = (pair["ready"] == pair["ours"]).fill_null(value=False)
        return {"column": name, "meaning": meaning, "ours": True, "agree": int(same.sum()), "rows": len(same)}
    ready, own = pair["ready"].cast(pl.Float64), pair["ours"].cast(pl.Float64)
    apart = (ready - own).abs()
    money = name.startswith(("amount_", "balance_")) and not name.endswith(("_cov", "_per_month"))
    near = apart <= (EXACT_YUAN if money else 1e-9 * (1 + ready.abs()))
    return {
        "column": name,
        "meaning": meaning,
        "ours": True,
        "agree": int(near.fill_null(value=False).sum()),
        "rows": len(near),
        "not_known_to_us": own.null_count(),
        "largest_difference": apart.max(),
        "why": WHY.get(name),
    }


def registers(folder: Path) -> pl.DataFrame:
    """What the bank's own registers say of each account: owner, district, when it was opened."""
    accounts = pl.read_csv(folder / "account.asc", separator=";")
    held = pl.read_csv(folder / "disp.asc", separator=";")
    clients = pl.read_csv(folder / "client.asc", separator=";").select(
        "client_id", "birth_number", client_district="district_id"
    )
    owners = held.filter(pl.col("type") == "OWNER").join(clients, on="client_id")
    birth = pl.col("birth_number").cast(pl.String).str.zfill(6)
    month = birth.str.slice(2, 2).cast(pl.Int32)
    people = owners.select(
        "account_id",
        "client_district",
        owner_sex=pl.when(month > 50).then(pl.lit("F")).otherwise(pl.lit("M")),
        owner_born=pl.date(
            1900 + birth.str.slice(0, 2).cast(pl.Int32), month % 50, birth.str.slice(4, 2).cast(pl.Int32)
        ),
    )
    opened = accounts.select("account_id", opened=pl.col("date").cast(pl.String).str.to_date("%y%m%d"))
    names = ["n", *(f"A{place}" for place in range(2, 17))]
    places = pl.read_csv(folder / "district.asc", separator=";", new_columns=names, null_values="?")
    return (
        opened.join(people, on="account_id", how="left")
        .join(held.group_by("account_id").len("holders"), on="account_id", how="left")
        .join(places, left_on="client_district", right_on="n", how="left")
    )


_SPAN = pl.col("flow_history_days") / 30
_BALANCE_RANGE = pl.col("flow_balance_highest_yuan") - pl.col("flow_balance_lowest_yuan")
_N = pl.col("flow_movements")
_WAYS = {
    "a": ("cash_in", "credit in cash"),
    "b": ("transfer_in", "collection from another bank"),
    "c": ("cash_out", "withdrawal in cash (fees and penalty interest too)"),
    "d": ("transfer_out", "remittance to another bank"),
    "e": ("card_out", "credit card withdrawal"),
    "f": ("by_bank", "no operation written: interest credited"),
}
_DISTRICT = {
    "num_inhabitants": 4,
    "num_municipalities_with_inhabitants<499": 5,
    "num_municipalities_with_inhabitants_500-1999": 6,
    "num_municipalities_with_inhabitants_2000-9999": 7,
    "num_municipalities_with_inhabitants>10000": 8,
    "num_cities": 9,
    "ratio_urban_inhabitants": 10,
    "average_salary": 11,
    "unemployment_rate_95": 12,
    "unemployment_rate_96": 13,
    "num_entrepreneurs_per_1000_inhabitants": 14,
    "num_crimes_95": 15,
    "num_crimes_96": 16,
}


def _spread(share: pl.Expr) -> pl.Expr:
    """Standard deviation of a yes or no whose share this is, over the rows themselves."""
    return (share * (1 - share)).sqrt()


def _variance(share: pl.Expr) -> pl.Expr:
    """Sample variance of a yes or no whose share this is."""
    return share * (1 - share) * _N / (_N - 1)


def _of_ways() -> dict[str, tuple[str, pl.Expr | None]]:
    found: dict[str, tuple[str, pl.Expr | None]] = {}
    for letter, (way, words) in _WAYS.items():
        part = pl.col(f"flow_{way}_share")
        found[f"operation_count_{letter}"] = (f"movements: {words}", pl.col(f"flow_{way}_count"))
        found[f"operation_mean_{letter}"] = ("their share of all movements", part)
        found[f"operation_std_{letter}"] = ("√(share × (1 − share))", _spread(part))
        found[f"operation_cov_{letter}"] = ("sample variance of that yes or no", _variance(part))
    for side, part in (("credit", pl.col("flow_in_share")), ("withdrawal", 1 - pl.col("flow_in_share"))):
        count = pl.col("flow_in_count" if side == "credit" else "flow_out_count")
        found[f"type_count_{side}"] = ("movements of that side", count)
        found[f"type_mean_{side}"] = ("share of movements, not an amount", part)
        found[f"type_std_{side}"] = ("√(share × (1 − share))", _spread(part))
        found[f"type_cov_{side}"] = ("sample variance of that yes or no", _variance(part))
    return found


_LAST = "of the last row in a sort by day that kept no order within a day; ours follows the balances"
_MEANINGS: Final[dict[str, tuple[str, pl.Expr | None]]] = {
    "loan_amount": ("of the loan itself", None),
    "duration": ("of the loan itself", None),
    "payments": ("of the loan itself: the monthly instalment", None),
    "gender": ("owner's, from the birth number", pl.col("owner_sex")),
    "ownership_count": ("owner and authorised persons of the account", pl.col("holders")),
    "district_id": ("where the owner lives, not the branch", pl.col("client_district")),
    **{name: (f"district table, A{place}", pl.col(f"A{place}")) for name, place in _DISTRICT.items()},
    "date_max": (
        "last movement before the loan",
        pl.col("as_of") - pl.duration(days=pl.col("flow_silent_days").cast(pl.Int64)),
    ),
    "date_min": (
        "first movement",
        pl.col("as_of")
        - pl.duration(days=(pl.col("flow_silent_days") + pl.col("flow_history_days")).cast(pl.Int64)),
    ),
    "date_age_days": ("last movement − first movement", pl.col("flow_history_days")),
    "operation_count": ("movements before the day of the loan", _N),
    **_of_ways(),
    "amount_mean": ("mean of signed amounts", pl.col("flow_amount_mean_yuan")),
    "amount_min": ("− largest amount out", -pl.col("flow_largest_out_yuan")),
    "amount_max": ("largest amount in", pl.col("flow_largest_in_yuan")),
    "amount_std": ("sample standard deviation", pl.col("flow_amount_spread_yuan")),
    "amount_last": (f"amount {_LAST}", pl.col("flow_last_amount_yuan")),
    "amount_cov": ("sample variance", pl.col("flow_amount_spread_yuan") ** 2),
    "amount_abs_min": ("smallest amount in or out", pl.col("flow_smallest_yuan")),
    "amount_range": (
        "largest in + largest out",
        pl.col("flow_largest_in_yuan") + pl.col("flow_largest_out_yuan"),
    ),
    "balance_mean": ("mean over movements, not over days", pl.col("flow_balance_mean_yuan")),
    "balance_min": ("lowest after any movement, also within a day", pl.col("flow_balance_lowest_yuan")),
    "balance_max": ("highest after any movement", pl.col("flow_balance_highest_yuan")),
    "balance_std": ("sample standard deviation", pl.col("flow_balance_spread_yuan")),
    "balance_last": (f"balance {_LAST}", pl.col("flow_last_balance_yuan")),
    "balance_cov": ("sample variance", pl.col("flow_balance_spread_yuan") ** 2),
    "balance_abs_min": ("balance nearest to nothing", pl.col("flow_balance_smallest_yuan")),
    "balance_range": ("highest − lowest", _BALANCE_RANGE),
    "days_last_trans_loan": ("day of the loan − last movement", pl.col("flow_silent_days")),
    "last_balance_per_loan": (
        f"balance ÷ loan, balance {_LAST}",
        pl.col("flow_last_balance_yuan") / pl.col("loan_amount"),
    ),
    "max_balance_per_loan": (
        "highest balance ÷ loan",
        pl.col("flow_balance_highest_yuan") / pl.col("loan_amount"),
    ),
    "date_age_months": ("days of history ÷ 30", _SPAN),
    "balance_per_month": (
        "(highest − lowest) ÷ months of history: a range, not a balance",
        _BALANCE_RANGE / _SPAN,
    ),
    "transactions_per_month": ("movements ÷ months of history", pl.col("flow_movements_monthly")),
    "owner_age_at_loan": (
        "whole years (365.25 days) from birth to loan",
        ((pl.col("as_of") - pl.col("owner_born")).dt.total_days() / 365.25).floor(),
    ),
    "account_months_at_loan": (
        "(loan − opening of the account) ÷ 30 days",
        (pl.col("as_of") - pl.col("opened")).dt.total_days() / 30,
    ),
}
