"""Made-up invoices of 测试小吃店 and its like, as small as a test needs them."""

from datetime import date, timedelta

import polars as pl
from hypothesis import strategies as st

SCHEMA = {
    "firm": pl.String,
    "number": pl.String,
    "issued_on": pl.Date,
    "direction": pl.String,
    "counterparty": pl.String,
    "amount_fen": pl.Int64,
    "tax_fen": pl.Int64,
    "total_fen": pl.Int64,
    "voided": pl.Boolean,
}
SHOP = "测试小吃店"


def invoice(
    day: date,
    yuan: int = 1_000,
    direction: str = "sale",
    party: str = "测试客户甲",
    voided: bool = False,
    number: str = "1",
    firm: str = SHOP,
) -> dict[str, object]:
    """One invoice at 3 % VAT."""
    amount_fen = yuan * 100
    tax_fen = amount_fen * 3 // 100
    return {
        "firm": firm,
        "number": number,
        "issued_on": day,
        "direction": direction,
        "counterparty": party,
        "amount_fen": amount_fen,
        "tax_fen": tax_fen,
        "total_fen": amount_fen + tax_fen,
        "voided": voided,
    }


def frame(*rows: dict[str, object]) -> pl.DataFrame:
    """The canonical frame of these invoices."""
    return pl.DataFrame(list(rows), schema=SCHEMA)


def monthly(first: date, months: int, yuan: int = 1_000, **more: object) -> list[dict[str, object]]:
    """One invoice on the tenth of each month."""
    places = [first.year * 12 + first.month - 1 + step for step in range(months)]
    return [
        invoice(date(place // 12, place % 12 + 1, 10), yuan, number=str(place), **more)  # type: ignore[arg-type]
        for place in places
    ]


def many_invoices(min_size: int = 1, max_size: int = 25) -> st.SearchStrategy[pl.DataFrame]:
    """Any mixture of sides, months, parties, signs and voids over three years, two firms."""
    one = st.builds(
        invoice,
        day=st.integers(0, 1_100).map(lambda days: date(2018, 1, 1) + timedelta(days)),
        yuan=st.integers(-5_000, 50_000),
        direction=st.sampled_from(["sale", "purchase"]),
        party=st.sampled_from(["测试客户甲", "测试客户乙", "测试供应商"]),
        voided=st.booleans(),
        number=st.integers(1, 10**8).map(str),
        firm=st.sampled_from([SHOP, "测试五金店"]),
    )
    return st.lists(one, min_size=min_size, max_size=max_size).map(lambda rows: frame(*rows))
