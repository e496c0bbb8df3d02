"""The tables of this room, read from `data/` once and checked: order of payment, buckets, conventions.

A table that is not whole stops the program when it is first asked, naming the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.kernel import Text
from puhui.servicing.allocation import Across, AllocationRule
from puhui.servicing.model import Bucket, Part

DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Convention:
    """What holds where the contract is silent, and for which products something else does."""

    value: str
    source: str
    products: Mapping[str, str]

    def for_product(self, product: str) -> str:
        """The value that one product has."""
        return self.products.get(product, self.value)


@cache
def allocation_rules() -> tuple[AllocationRule, ...]:
    """The order of payment by days past due, without a gap. Raises ValueError where there is one."""
    rules = tuple(_rule(row) for row in _read("allocation.yaml")["tables"])
    starts = [0, *((rule.to_days or 0) + 1 for rule in rules[:-1])]
    whole = all(set(rule.order) == set(Part) for rule in rules)
    if [rule.from_days for rule in rules] != starts or rules[-1].to_days is not None or not whole:
        raise ValueError("allocation.yaml: the days have a gap, or a part is missing in an order")
    return rules


@cache
def buckets() -> tuple[Bucket, ...]:
    """The arrears buckets, rising. Raises ValueError where they do not rise or do not end."""
    rows = _read("buckets.yaml")["buckets"]
    told = tuple(Bucket(str(row["code"]), row["to"], Text(row["zh"], row["en"])) for row in rows)
    ends = [bucket.to_days for bucket in told[:-1]]
    if any(a is None or b is None or a >= b for a, b in pairwise(ends)) or told[-1].to_days is not None:
        raise ValueError("buckets.yaml: the buckets do not rise, or the last one ends")
    return told


@cache
def conventions() -> Mapping[str, Convention]:
    """Every convention by name."""
    return {
        row["name"]: Convention(str(row["value"]), str(row["source"]), dict(row.get("products", {})))
        for row in _read("conventions.yaml")["rows"]
    }


def compounds(product: str) -> bool:
    """Whether unpaid interest of a product bears the penalty rate too.

    >>> compounds("brook_shop_loan")
    False
    """
    return conventions()["compound_unpaid_interest"].for_product(product) == "yes"


def moves_due_dates(product: str) -> bool:
    """Whether a due date on a holiday moves to the next working day."""
    return conventions()["due_dates"].for_product(product) == "next_business_day"


def collects(product: str) -> bool:
    """Whether the end of day debits the bound account by itself."""
    return conventions()["collect_on_due_date"].for_product(product) == "yes"


def _rule(row: Mapping[str, Any]) -> AllocationRule:
    days = row["past_due_days"]
    order = tuple(Part(part) for part in row["order"])
    return AllocationRule(days["from"], days["to"], order, Across(row["across"]), str(row["source"]))


def _read(name: str) -> Any:  # noqa: ANN401 - a file may hold anything
    return yaml.safe_load((DATA / name).read_text("utf-8"))


def names(rows: Sequence[Bucket]) -> Mapping[str, Text]:
    """Code of a bucket → its name."""
    return {bucket.code: bucket.name for bucket in rows}


def bucket_names() -> Mapping[str, Text]:
    """Every arrears bucket by its code, in their order.

    >>> list(bucket_names())[:2]
    ['C', 'M1']
    """
    return names(buckets())
