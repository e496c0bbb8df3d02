"""The chart of accounts, read from `chart.yaml` once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from puhui.kernel import Text
from puhui.loan.ledger.model import AccountCode, Side


@dataclass(frozen=True, slots=True)
class Account:
    """One account: what it is called and on which side it grows."""

    code: AccountCode
    name: Text
    grows: Side


@cache
def chart() -> Mapping[AccountCode, Account]:
    """Every account. Raises ValueError when the table and the program know different ones."""
    rows = yaml.safe_load((Path(__file__).parent / "chart.yaml").read_text("utf-8"))["accounts"]
    if set(rows) != {code.value for code in AccountCode}:
        raise ValueError("chart.yaml: the program knows other accounts")
    return {
        AccountCode(code): Account(AccountCode(code), Text(row["zh"], row["en"]), Side(row["grows"]))
        for code, row in rows.items()
    }
