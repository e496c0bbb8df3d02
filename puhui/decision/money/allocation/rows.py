"""Wishes as rows `weight · lots ≤ most`: the budget, concentration, use of the budget, inclusion, loss."""

from collections.abc import Iterator
from decimal import Decimal

import numpy as np

from puhui.decision.money.allocation.model import Costs, Firms, Row, Wishes
from puhui.kernel import Text, format_percent

_NAMES = {
    "trade": Text("行业", "trade"),
    "region": Text("地区", "region"),
    "band": Text("等级", "band"),
}


def rows_of(firms: Firms, wishes: Wishes, costs: Costs) -> tuple[Row, ...]:
    """Every limit of the whole, the budget first."""
    budget = wishes.budget_lots
    everybody = np.ones(len(firms))
    rows = [Row("budget", Text("预算", "the budget"), everybody, budget)]
    rows += _concentration(firms, wishes)
    if wishes.inclusive_least > 0:
        weight = wishes.inclusive_least - firms.inclusive.astype(float)
        rows.append(
            Row(
                "inclusive",
                _share("普惠（首贷、小微）至少", "inclusive firms at least", wishes.inclusive_least),
                weight,
                0.0,
                wishes.inclusive_least,
            )
        )
    if wishes.loss_most is not None:
        weight = firms.probability * costs.loss_given_default[firms.band.of]
        rows.append(
            Row(
                "loss",
                _share("预期损失至多", "expected loss at most", wishes.loss_most),
                weight,
                wishes.loss_most * budget,
                wishes.loss_most,
            )
        )
    if wishes.use_least > 0:
        rows.append(
            Row(
                "use",
                _share("预算至少用掉", "use of the budget at least", wishes.use_least),
                -everybody,
                -wishes.use_least * budget,
                wishes.use_least,
            )
        )
    return tuple(rows)


def _concentration(firms: Firms, wishes: Wishes) -> Iterator[Row]:
    """A limit that no group could ever reach is no row."""
    for wish in wishes.most:
        grouping = firms.band if wish.by == "band" else firms.groups[wish.by]
        most = wish.share * wishes.budget_lots
        reach = np.bincount(grouping.of, firms.most_lots, len(grouping.labels))
        for place, label in enumerate(grouping.labels):
            if wish.label in {None, label} and reach[place] > most:
                weight = (grouping.of == place).astype(float)
                by = _NAMES.get(wish.by, Text(wish.by, wish.by))
                name = _share(f"{by.zh} {label} 至多", f"{by.en} {label} at most", wish.share)
                yield Row(f"{wish.by}:{label}", name, weight, most, wish.share)


def _share(zh: str, en: str, share: float) -> Text:
    said = format_percent(Decimal(str(share)), 1)
    return Text(f"{zh} {said}", f"{en} {said}")
