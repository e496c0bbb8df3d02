"""Reading a table of lending rates and lost customers by rating: `loan_apr, churn_A, churn_B, churn_C`."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

import polars as pl

from puhui.decision.model import Band
from puhui.decision.pricing import ChurnAt
from puhui.kernel import Problem, Text

FILE = "rate_churn_by_rating.csv"
_RATE = "loan_apr"


def read_churn(folder: Path) -> tuple[ChurnAt, ...] | Problem | None:
    """The table in a folder, or in a file that is named itself; nothing when there is none, a Problem when
    there is one that cannot be used."""
    path = folder / FILE if folder.is_dir() else folder
    if not path.is_file():
        return None
    try:
        written = pl.read_csv(path, infer_schema=False)
        table = tuple(_line(row) for row in written.iter_rows(named=True))
        usable = bool(table) and all(_sensible(at) for at in table)
    except (OSError, KeyError, ArithmeticError, InvalidOperation, TypeError, pl.exceptions.PolarsError):
        return _unusable(path)
    return table if usable else _unusable(path)


def _line(row: dict[str, str]) -> ChurnAt:
    bands = [band for band in Band if f"churn_{band}" in row]
    return ChurnAt(Decimal(row[_RATE]), {band: Decimal(row[f"churn_{band}"]) for band in bands})


def _sensible(at: ChurnAt) -> bool:
    shares = at.lost_share.values()
    return 0 < at.annual_rate < 1 and bool(shares) and all(0 <= share <= 1 for share in shares)


def _unusable(path: Path) -> Problem:
    return Problem(
        "churn.unusable",
        Text(
            "利率与流失率表读不出来，已改用默认价格表。",
            "The table of rates and churn cannot be used; the default prices are used instead.",
        ),
        Text(
            "需要列 loan_apr、churn_A、churn_B、churn_C，数值在 0 到 1 之间。",
            "It needs loan_apr, churn_A, churn_B, churn_C with shares between 0 and 1.",
        ),
        path.name,
    )
