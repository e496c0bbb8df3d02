"""An allocation in words and as a table: who, how much, why; what more room would earn."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import polars as pl

from puhui.decision.money.allocation.model import Allocation, Clash, Row, Wishes, Worth
from puhui.decision.money.allocation.reading import Candidates
from puhui.kernel import Language, Problem, Text, say_amount

_FEN_PER_YUAN: Final = 100
_TEN_THOUSAND_FEN: Final = 1_000_000
_FELT: Final = 1e-6

WHY: Final = {
    "full": Text("给足本企业的额度", "given its whole limit"),
    "part": Text("在预算的边上，给一部分", "at the budget's edge, given a part"),
    "others_earn_more": Text(
        "预算先给了每一元收益更高的企业", "the budget goes further with others: they earn more on each yuan"
    ),
    "limit_felt": Text("所在行业、地区或等级的份额已满", "its trade's, region's or band's share is full"),
    "costs_more": Text(
        "按这个等级的利率，预期收益不够成本", "at its band's rate it would not cover its costs"
    ),
    "outcome_refer": Text("还要由人看，没有参加", "waits for a person; takes no part"),
    "outcome_decline": Text("没有通过，没有参加", "was not approved; takes no part"),
    "probability_unknown": Text("不知道违约概率，没有参加", "no probability is known; takes no part"),
    "band_without_price": Text("等级没有价格，没有参加", "its band has no price; takes no part"),
    "limit_unknown": Text("不知道额度，没有参加", "no limit is known; takes no part"),
    "limit_below_lot": Text("额度不到起点，没有参加", "its limit is below the least; takes no part"),
}
"""Every reason that the table gives."""


def allocated_table(by: Candidates, found: Allocation, wishes: Wishes, language: Language) -> pl.DataFrame:
    """One row a firm in the order of the input, those who take no part among them."""
    place = by.left_out.is_null()
    lots, lot_yuan = found.lots, wishes.lot_fen // _FEN_PER_YUAN
    codes = by.left_out.to_numpy().copy()
    codes[place.to_numpy()] = _codes(by, found)

    def spread(values: Any, otherwise: Any = 0) -> np.ndarray:  # noqa: ANN401 - a column of any kind
        column = np.full(len(codes), otherwise, dtype=object)
        column[place.to_numpy()] = values
        return column

    rates = np.array([found.annual_rate[it] for it in by.firms.band.labels])[by.firms.band.of]
    return pl.DataFrame(
        {
            "firm": by.table["firm"].cast(pl.String),
            "amount_yuan": pl.Series(spread(lots * lot_yuan).tolist(), dtype=pl.Int64),
            "band": by.table["band"].cast(pl.String),
            "annual_rate": pl.Series(spread(np.where(lots > 0, rates, np.nan), np.nan).tolist()).fill_nan(
                None
            ),
            "drawn_share": pl.Series(spread(found.drawn_share, np.nan).tolist()).fill_nan(None),
            "expected_profit_yuan": pl.Series(
                spread(np.round(found.profit_fen) / 100).tolist(), strict=False
            ),
            "expected_loss_yuan": pl.Series(spread(np.round(found.loss_fen) / 100).tolist(), strict=False),
            "why_code": codes.tolist(),
            "why": [WHY[code].in_(language) if code in WHY else code for code in codes],
        }
    )


def worth_said(worths: tuple[Worth, ...], wishes: Wishes) -> Iterator[Text]:
    """What each felt limit is worth, the budget first: prices hold for the next little bit, not for any."""
    budget = next(it for it in worths if it.row.code == "budget")
    per_ten_thousand_fen = round(_of_more_budget(worths) * _TEN_THOUSAND_FEN / wishes.lot_fen)
    if per_ten_thousand_fen > 0:
        earned = say_amount(per_ten_thousand_fen)
        yield Text(
            f"预算再多 1 万元，一年大约多挣 {earned.zh}。",
            f"Another ¥10,000 of budget earns about {earned.en} more a year.",
        )
    elif budget.per_lot_fen <= _FELT:
        yield Text(
            "预算没有用完：再多也没有值得给的企业。",
            "The budget is not felt: nobody is left who is worth giving more.",
        )
    for it in worths:
        if it.row.code != "budget" and it.per_lot_fen > _FELT:
            of_lots = budget.used_lots if it.row.code == "inclusive" else wishes.budget_lots
            yield _limit_said(it, of_lots)


def clash_problem(found: Clash, wishes: Wishes) -> Problem:
    """Which limits cannot be kept together, in one sentence."""
    names = [_with_amount(row, wishes) for row in found.rows]
    use = say_amount(int(found.highest_use_lots * wishes.lot_fen))
    zh, en = "、".join(it.zh for it in names), "; ".join(it.en for it in names)
    return Problem(
        "allocation.clash",
        Text(
            f"这些限制不能同时满足：{zh}。各企业的额度和其他限制之内，最多能给出 {use.zh}。",
            f"These limits cannot be kept together: {en}. Within the firms' own limits and the"
            f" other limits at most {use.en} can be given out.",
        ),
        Text("放宽其中任何一个就可以。", "Giving way on any one of them is enough."),
    )


def summary(by: Candidates, found: Allocation, wishes: Wishes) -> dict[str, Any]:
    """The allocation in numbers, for machines and for the screen."""
    band, lots = by.firms.band, found.lots
    per_band = {
        label: {
            "annual_rate": found.annual_rate[label],
            "firms": int((lots[band.of == place] > 0).sum()),
            "amount_yuan": int(lots[band.of == place].sum()) * wishes.lot_fen // _FEN_PER_YUAN,
            "drawn_share": round(float(found.drawn_share[band.of == place].max(initial=0.0)), 6),
        }
        for place, label in enumerate(band.labels)
    }
    given_fen = int(lots.sum()) * wishes.lot_fen
    return {
        "firms": by.table.height,
        "candidates": len(by.firms),
        "given": int((lots > 0).sum()),
        "budget_yuan": wishes.budget_fen / _FEN_PER_YUAN,
        "offered_yuan": given_fen // _FEN_PER_YUAN,
        "drawn_yuan": round(float(found.drawn_share @ lots) * wishes.lot_fen / _FEN_PER_YUAN, 2),
        "counts": wishes.counts.value,
        "expected_profit_yuan": round(float(found.profit_fen.sum()) / _FEN_PER_YUAN, 2),
        "expected_loss_yuan": round(float(found.loss_fen.sum()) / _FEN_PER_YUAN, 2),
        "objective_yuan": round(found.objective_fen / _FEN_PER_YUAN, 2),
        "bound_yuan": round(found.bound_fen / _FEN_PER_YUAN, 2),
        "gap": found.gap,
        "bands": per_band,
        "limits": [_limit(it, wishes) for it in found.worths],
        "searched": dict(found.searched),
    }


def _codes(by: Candidates, found: Allocation) -> np.ndarray:
    """Why each candidate gets what it gets, by what it is worth at the limits' prices."""
    lots, most = found.lots, by.firms.most_lots
    felt = np.zeros(len(lots), bool)
    for it in found.worths:
        if ":" in it.row.code and it.per_lot_fen > _FELT:
            felt |= it.row.weight > 0
    nothing = np.where(felt, "limit_felt", np.where(found.value > 0, "others_earn_more", "costs_more"))
    return np.where(lots == most, "full", np.where(lots > 0, "part", nothing))


def _of_more_budget(worths: tuple[Worth, ...]) -> float:
    """Limits that are shares of the budget grow with it, so they are worth something with it."""
    grows = {it.row.code: it.row.share or 0.0 for it in worths}
    return sum(it.per_lot_fen * _with_budget(it.row.code, grows[it.row.code]) for it in worths)


def _with_budget(code: str, share: float) -> float:
    if code == "budget":
        return 1.0
    if code == "inclusive":
        return 0.0
    return -share if code == "use" else share


def _limit_said(it: Worth, of_lots: float) -> Text:
    """One percentage point more room in a limit, in money; a limit's share is of so many lots."""
    earned = say_amount(round(it.per_lot_fen * of_lots / 100))
    name = it.row.name
    return Text(
        f"“{name.zh}”放宽一个百分点，一年大约多挣 {earned.zh}。",
        f"Giving way by one percentage point on “{name.en}” earns about {earned.en} more a year.",
    )


def _limit(it: Worth, wishes: Wishes) -> dict[str, Any]:
    return {
        "code": it.row.code,
        "zh": it.row.name.zh,
        "en": it.row.name.en,
        "used_yuan": round(it.used_lots * wishes.lot_fen / _FEN_PER_YUAN, 2),
        "most_yuan": round(it.row.most_lots * wishes.lot_fen / _FEN_PER_YUAN, 2),
        "worth_of_ten_thousand_yuan": round(it.per_lot_fen * _TEN_THOUSAND_FEN / wishes.lot_fen / 100, 2),
    }


def _with_amount(row: Row, wishes: Wishes) -> Text:
    if row.code == "inclusive":
        return row.name
    amount = say_amount(round(abs(row.most_lots) * wishes.lot_fen))
    return Text(f"{row.name.zh}（{amount.zh}）", f"{row.name.en} ({amount.en})")
