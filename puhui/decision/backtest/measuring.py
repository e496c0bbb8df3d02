"""What the two policies make of the same history: swap sets, rates, money, who is affected. Pure.

Outcomes are known only of those to whom somebody lent. So every figure about loans is of the known, and by
it stands the range in which it would lie whatever became of the others. Nothing is assumed of them.
"""

import numpy as np

from puhui.decision.backtest.book import Book, Bools, Floats, Side
from puhui.decision.backtest.counting import Counting
from puhui.decision.backtest.findings import SWAPS, Difference, Findings, Lent, Range, Whole
from puhui.decision.backtest.groups import group_columns, measure_groups, merged
from puhui.decision.backtest.resampling import Drawn, Estimate, drawn


def measure(book: Book, counting: Counting, seed: int) -> Findings:
    """All figures of a book, each with its interval."""
    sets = _sets(book)
    groups = {name: merged(values, counting.least_group) for name, values in book.groups.items()}
    columns = {"n": np.ones(len(book)), **_side_columns(book), **group_columns(book, groups)}
    for name, chosen in sets.items():
        columns |= _lent_columns(book, name, chosen, _limits(book, name))
    found = drawn(columns, len(book), counting.resamples, seed)
    return Findings(
        len(book),
        int(book.known.sum()),
        _whole(book, found, "before", book.before),
        _whole(book, found, "after", book.after),
        _difference(found, is_unexpected=_is_unexpected(book)),
        {name: _lent(book, found, name, sets[name]) for name in SWAPS},
        tuple(measure_groups(book, found, groups, counting.ratio_of)),
        dict(book.table),
    )


def _sets(book: Book) -> dict[str, Bools]:
    was, now = book.before.approved, book.after.approved
    return {
        "before": was,
        "after": now,
        "both": was & now,
        "swap_in": ~was & now,
        "swap_out": was & ~now,
        "neither": ~was & ~now,
    }


def _side_columns(book: Book) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for name, side in (("before", book.before), ("after", book.after)):
        found |= {
            f"{name}.referred": side.referred.astype(np.float64),
            f"{name}.rate": side.rate,
            f"{name}.rated": np.isfinite(side.rate).astype(np.float64),
            f"{name}.expected": side.expected_fen,
        }
    return found


def _limits(book: Book, name: str) -> Floats:
    """The limits that a set is scaled to: its own policy's, and of those swapped out what they had."""
    return book.before.limit_fen if name in {"before", "swap_out"} else book.after.limit_fen


def _lent_columns(book: Book, name: str, chosen: Bools, limit_fen: Floats) -> dict[str, Floats]:
    seen = chosen & book.known
    has_loss = seen & np.isfinite(book.loss_fen) & np.isfinite(book.exposure_fen)
    return {
        f"{name}.n": chosen.astype(np.float64),
        f"{name}.known": seen.astype(np.float64),
        f"{name}.bad": (seen & book.is_bad).astype(np.float64),
        f"{name}.loss": np.where(has_loss, book.loss_fen, 0.0),
        f"{name}.exposure": np.where(has_loss, book.exposure_fen, 0.0),
        f"{name}.profit": np.where(seen, book.profit_fen, 0.0),
        f"{name}.scaled": np.where(seen, _scaled(book, limit_fen), 0.0),
        f"{name}.profits": (seen & np.isfinite(book.profit_fen)).astype(np.float64),
    }


def _whole(book: Book, found: Drawn, name: str, side: Side) -> Whole:
    return Whole(
        found.share(f"{name}.n", "n"),
        found.share(f"{name}.referred", "n"),
        float(side.limit_fen.sum()),
        found.estimate(lambda it: it[f"{name}.rate"] / it[f"{name}.rated"]),
        Estimate(None) if _is_unexpected(book) else found.estimate(lambda it: it[f"{name}.expected"]),
        _lent(book, found, name, side.approved),
    )


def _lent(book: Book, found: Drawn, name: str, chosen: Bools) -> Lent:
    n, seen = int(chosen.sum()), chosen & book.known
    known, bads = int(seen.sum()), int((seen & book.is_bad).sum())
    profits = int((seen & np.isfinite(book.profit_fen)).sum())
    nothing = Estimate(None)
    has_loss = float(found.whole[f"{name}.exposure"][0]) > 0
    return Lent(
        n,
        known,
        bads,
        found.share(f"{name}.bad", f"{name}.known"),
        Range(bads / n, (bads + n - known) / n) if n else Range(None, None),
        float(np.nansum(book.exposure_fen[seen])),
        found.estimate(lambda it: it[f"{name}.loss"]) if has_loss else nothing,
        found.estimate(lambda it: it[f"{name}.loss"] / it[f"{name}.exposure"]) if has_loss else nothing,
        found.estimate(lambda it: it[f"{name}.profit"]) if profits else nothing,
        profits,
        found.estimate(lambda it: it[f"{name}.scaled"]) if profits and name != "neither" else nothing,
        _profit_range(book, chosen, _limits(book, name)),
    )


def _scaled(book: Book, limit_fen: Floats) -> Floats:
    """Profit in proportion to another amount; NaN where either is not known."""
    known = np.isfinite(book.profit_fen) & (np.nan_to_num(book.exposure_fen) > 0)
    part = np.divide(limit_fen, book.exposure_fen, out=np.full(len(book), np.nan), where=known)
    return np.asarray(book.profit_fen * part)


def _profit_range(book: Book, chosen: Bools, limit_fen: Floats) -> Range:
    """What is known, and for the others every one as the bad, or every one as the good loans of this very
    history went, for each fen of the limit. None where the history has no good or no bad loan with money."""
    has_money = book.known & np.isfinite(book.profit_fen) & (np.nan_to_num(book.exposure_fen) > 0)
    good, bad = has_money & ~book.is_bad, has_money & book.is_bad
    if not good.any() or not bad.any():
        return Range(None, None)
    per_fen = [book.profit_fen[it].sum() / book.exposure_fen[it].sum() for it in (bad, good)]
    scaled = _scaled(book, limit_fen)
    seen = chosen & book.known & np.isfinite(scaled)
    unknown_fen = float(limit_fen[chosen & ~seen].sum())
    sure_fen = float(scaled[seen].sum())
    return Range(*(sure_fen + unknown_fen * float(one) for one in per_fen))


def _difference(found: Drawn, *, is_unexpected: bool) -> Difference:
    def change(top: str, under: str) -> Estimate:
        return found.estimate(
            lambda it: it[f"after.{top}"] / it[f"after.{under}"] - it[f"before.{top}"] / it[f"before.{under}"]
        )

    has_loss = min(float(found.whole[f"{it}.exposure"][0]) for it in ("before", "after")) > 0
    has_profit = min(float(found.whole[f"{it}.profits"][0]) for it in ("before", "after")) > 0
    return Difference(
        found.estimate(lambda it: (it["after.n"] - it["before.n"]) / it["n"]),
        change("bad", "known"),
        change("loss", "exposure") if has_loss else Estimate(None),
        found.estimate(lambda it: it["after.profit"] - it["before.profit"]) if has_profit else Estimate(None),
        found.estimate(lambda it: it["after.scaled"] - it["before.scaled"]) if has_profit else Estimate(None),
        Estimate(None)
        if is_unexpected
        else found.estimate(lambda it: it["after.expected"] - it["before.expected"]),
        change("rate", "rated"),
    )


def _is_unexpected(book: Book) -> bool:
    """Whether a policy's basis says nothing of a band that it approves."""
    return bool(np.isnan(book.before.expected_fen).any() or np.isnan(book.after.expected_fen).any())
