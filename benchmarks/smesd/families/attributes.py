"""What the register says of the firm itself."""

import numpy as np
import polars as pl

from benchmarks.smesd.reading import Floats, World
from benchmarks.smesd.ties import Ties


def attributes(world: World, ties: Ties) -> dict[str, Floats]:
    """Capital (10,000 yuan), age (months, on the firm's own clock), how common its trade and place are."""
    firms = world.firms
    capital, paid, age = (
        firms[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        for name in ("registered_capital", "paid_in_capital", "months_since_setup")
    )
    return {
        "capital": capital,
        "paid_in": paid,
        "age": age,
        "qualifications": firms["n_qualify"].cast(pl.Float64).fill_null(0).to_numpy(),
        "paid_share": paid / np.maximum(capital, 1e-9),
        "capital_round": np.isclose(capital % 100, 0) * 1.0,
        "capital_per_month": capital / np.maximum(age, 1),
        "place_unknown": firms["area"].is_null().to_numpy() * 1.0,
        "trade_unknown": firms["industry_raw"].is_null().to_numpy() * 1.0,
        "place_firms": _how_common(firms["area"]),
        "trade_firms": _how_common(firms["industry_raw"]),
    }


def _how_common(words: pl.Series) -> Floats:
    named = words.cast(pl.String).fill_null("").rename("word").to_frame()
    return named.select((pl.len().over("word") / pl.len()).cast(pl.Float64)).to_series().to_numpy()
