"""Who pays a person and whom they pay: one cell a side and kind of counterparty, a year of it."""

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from puhui.features.model import Unit
from puhui.features.people.declaring import Features, declared, told
from puhui.features.people.model import PersonFeature, PersonSource
from puhui.features.people.terms import FEN, share, total
from puhui.kernel import Text

_TAKINGS: Final = ("person_qr", "platform", "person", "firm", "cash")
_SUMS: Final = (
    "payments",
    "amount_fen",
    "counterparties",
    "evening_payments",
    "weekend_payments",
    "round_payments",
)
_SEEN: Final = pl.col("months_seen").max().cast(pl.Float64)


def cells(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a person, side and kind, with the year's sums; `months_seen` is of the person's account."""
    grouped = rows.group_by("person_id", "side", "counterparty").agg(
        *(pl.col(name).sum() for name in _SUMS), months=pl.col("month_index").n_unique()
    )
    seen = rows.group_by("person_id").agg(months_seen=pl.col("month_index").n_unique())
    return grouped.join(seen, on="person_id")


def _of_flows() -> Features:
    return tuple(feature for flow, row in told("titles")["flows"].items() for feature in _of_flow(flow, row))


def _of_flow(flow: str, row: dict[str, Any]) -> Iterator[PersonFeature]:
    side, kind = flow.split("_", 1)
    for measure, expression in _measured(side, kind, row.get("more", ())).items():
        words = told("titles")["measures"][measure]
        title = Text(words["zh"].format(row["zh"]), words["en"].format(row["en"]))
        name = f"{flow}_{measure}"
        yield PersonFeature(name, PersonSource.MONTHS, row["topic"], title, Unit(words["unit"]), expression)


def _measured(side: str, kind: str, more: tuple[str, ...]) -> dict[str, pl.Expr]:
    paid, count = total("amount_fen", side, kind), total("payments", side, kind)
    found = {"yuan": paid / FEN / _SEEN, "payments": count / _SEEN, "months": total("months", side, kind)}
    if "parties" in more:
        found["parties"] = total("counterparties", side, kind) / _SEEN
    if "ticket" in more:
        found["ticket_yuan"] = share(paid / FEN, count)
    if "times" in more:
        for when in ("evening", "weekend", "round"):
            found[f"{when}_share"] = share(total(f"{when}_payments", side, kind), count)
    return found


def _of_shape() -> Features:
    received = pl.col("amount_fen").filter(pl.col("side") == "in").sum().cast(pl.Float64)
    wages, takings = total("amount_fen", "in", "wage"), total("amount_fen", "in", *_TAKINGS)
    return declared(
        PersonSource.MONTHS,
        {
            "beyond_wage_yuan": (received - wages) / FEN / _SEEN,
            "turnover_yuan": received / FEN / _SEEN,
            "wage_share": share(wages, received),
            "codes_share": share(total("amount_fen", "in", "person_qr"), received),
            "goods_to_takings": share(total("amount_fen", "out", "market", "firm"), takings),
            "passed_on_share": share(total("amount_fen", "out", "person"), takings),
        },
    )


FEATURES: Final = (*_of_flows(), *_of_shape())
