"""Who is affected: approval and known bad rates of each group, before and after. Pure.

Sex and age are looked at here and by no table. The four-fifths ratio says where to look, and proves nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from puhui.decision.backtest.book import Book, Bools, Floats
from puhui.decision.backtest.findings import OTHERS, Group
from puhui.decision.backtest.resampling import Drawn, Estimate


def merged(values: tuple[str, ...], least: int) -> tuple[str, ...]:
    """Small groups are put together, so that nobody is pointed at."""
    sizes = Counter(values)
    small = {value for value, n in sizes.items() if n < least}
    return tuple(OTHERS if value in small else value for value in values)


def group_columns(book: Book, groups: Mapping[str, tuple[str, ...]]) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for by, value, here in each_group(groups):
        found[f"{by}={value}"] = here.astype(np.float64)
        for name, side in (("before", book.before), ("after", book.after)):
            lent = here & side.approved
            found |= {
                f"{by}={value}.{name}": lent.astype(np.float64),
                f"{by}={value}.{name}.known": (lent & book.known).astype(np.float64),
                f"{by}={value}.{name}.bad": (lent & book.known & book.is_bad).astype(np.float64),
            }
    return found


def each_group(groups: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, Bools]]:
    for by, values in groups.items():
        every = np.array(values)
        for value in sorted(set(values), key=lambda it: (it == OTHERS, it)):
            yield by, value, every == value


def measure_groups(
    book: Book, found: Drawn, groups: Mapping[str, tuple[str, ...]], held: tuple[str, ...]
) -> Iterator[Group]:
    was, now = book.before.approved, book.after.approved
    best: dict[tuple[str, str], float] = {}
    seen = list(each_group(groups))
    for by, value, here in seen:
        if value == OTHERS or by not in held or not here.any():
            continue
        for name, approved in (("before", was), ("after", now)):
            best[by, name] = max(best.get((by, name), 0.0), float(approved[here].mean()))
    for by, value, here in seen:
        tops = best.get((by, "before"), 0.0), best.get((by, "after"), 0.0)
        yield _group(found, (by, value), here, (was, now), tops)


def _group(
    found: Drawn,
    where: tuple[str, str],
    here: Bools,
    approved: tuple[Bools, Bools],
    tops: tuple[float, float],
) -> Group:
    (by, value), (was, now) = where, approved
    key = f"{by}={value}"
    n = int(here.sum())

    def rate(name: str) -> Estimate:
        return found.share(f"{key}.{name}", key)

    def bad(name: str) -> Estimate:
        return found.share(f"{key}.{name}.bad", f"{key}.{name}.known")

    def ratio(one: Bools, top: float) -> float | None:
        return float(one[here].mean()) / top if top > 0 and value != OTHERS else None

    return Group(
        by,
        value,
        n,
        rate("before"),
        rate("after"),
        found.estimate(lambda it: (it[f"{key}.after"] - it[f"{key}.before"]) / it[key]),
        ratio(was, tops[0]),
        ratio(now, tops[1]),
        bad("before"),
        bad("after"),
        int((here & ~was & now).sum()),
        int((here & was & ~now).sum()),
    )
