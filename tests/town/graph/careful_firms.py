"""A careful look at businesses: who stands for whom at the same time, what goes round, who came when."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import Final

import numpy as np
import polars as pl

from tests.town.graph.reading import Graph, Group, are_kin, kin_of, round_trips

_GUARANTEE_COMPANY: Final = 12
_SMALL_SHARE: Final = 0.2
_LOOKS: Final = range(0, 420, 45)
_STEP_DAYS: Final = (-1, 10)
_STEP_SHARES: Final = (0.955, 1.032)
_LENGTH_MOST: Final = 6
_ONE_ROUND_DAYS: Final = 12
_BEFORE_DAYS: Final = 120
_SAME_DAYS: Final = 45
_HISTORY_DAYS: Final = 200


def guarantee_circles(graph: Graph) -> list[Group]:
    """Strangers who stood for each other on one day, for sums that can be compared."""
    ties, kin = graph.of("guarantee"), kin_of(graph)
    many = ties.group_by("f").agg(pl.col("t").n_unique()).filter(pl.col("t") > _GUARANTEE_COMPANY)["f"]
    ties = ties.filter(~pl.col("f").is_in(many.implode()) & ~pl.col("t").is_in(many.implode()))
    owners: dict[int, set[int]] = defaultdict(set)
    for owner, firm in graph.of("ownership").filter(pl.col("w") >= 0.25).select("f", "t").iter_rows():
        owners[firm].add(owner)
    for holder, firm in graph.of("post").select("f", "t").iter_rows():
        owners[firm].add(holder)
    one_roof = [
        any(are_kin(kin, a, b) for a in owners[one] for b in owners[two])
        for one, two in ties.select("f", "t").iter_rows()
    ]
    ties = ties.filter(~pl.Series(one_roof))
    found: list[Group] = []
    for back in _LOOKS:
        day = graph.last - back
        found += _balanced(ties.filter((pl.col("s") <= day) & (pl.col("u") > day)), graph.nodes)
    kept: list[Group] = []
    for group in sorted(found, key=len, reverse=True):
        if not any(group & other for other in kept):
            kept.append(group)
    return kept


def _balanced(ties: pl.DataFrame, nodes: int) -> list[Group]:
    """Circles that remain when what is small beside the rest is left out."""
    while True:
        groups = round_trips(ties["f"].to_numpy(), ties["t"].to_numpy(), nodes)
        of = {node: at for at, group in enumerate(groups) for node in group}
        inside = ties.with_columns(
            at=pl.col("f").replace_strict(of, default=-1), to=pl.col("t").replace_strict(of, default=-2)
        ).filter(pl.col("at") == pl.col("to"))
        ties = inside.filter(pl.col("w") >= _SMALL_SHARE * pl.col("w").max().over("at"))
        if ties.height == inside.height:
            return groups


def invoice_circles(graph: Graph, rounds_least: int = 2) -> list[Group]:
    """The same sum, a little less at each step, back where it began within weeks; more than once."""
    sold = graph.of("trade").sort("s", "f", "t")
    f, t, s, w = (sold[name].to_list() for name in "ftsw")
    out: dict[int, list[int]] = defaultdict(list)
    for at, seller in enumerate(f):
        out[seller].append(at)
    days = {seller: [s[at] for at in rows] for seller, rows in out.items()}
    begun: dict[Group, set[int]] = defaultdict(set)

    def follow(first: int, at: int, path: list[int]) -> None:
        buyer = t[at]
        when = days.get(buyer, [])
        low, high = (bisect_left(when, s[at] + _STEP_DAYS[0]), bisect_right(when, s[at] + _STEP_DAYS[1]))
        for after in out.get(buyer, [])[low:high]:
            if not _STEP_SHARES[0] <= w[after] / w[at] <= _STEP_SHARES[1]:
                continue
            if t[after] == f[first] and len(path) > 1:
                begun[frozenset([*path, buyer])].add(s[first])
            elif t[after] not in {*path, buyer} and len(path) < _LENGTH_MOST - 1:
                follow(first, after, [*path, buyer])

    for at in range(len(f)):
        follow(at, at, [f[at]])
    rounds = {group: 1 + int((np.diff(sorted(on)) > _ONE_ROUND_DAYS).sum()) for group, on in begun.items()}
    kept: list[Group] = []
    for group in sorted(rounds, key=lambda it: -rounds[it]):
        if rounds[group] >= rounds_least and not any(len(group & other) > 1 for other in kept):
            kept.append(group)
    return kept


def sudden_changes(graph: Graph) -> list[Group]:
    """Somebody without a past and without kin there speaks for it and owns it, weeks before it asks."""
    kin, past, owners, speaks = kin_of(graph), defaultdict(list), defaultdict(list), defaultdict(list)
    anything = graph.of("ownership", "post", "operates", "legal_representation")
    for who, since in anything.select("f", "s").iter_rows():
        past[who].append(since)
    for who, firm, since, until, share in graph.of("ownership").select("f", "t", "s", "u", "w").iter_rows():
        owners[firm].append((who, since, until, share))
    named = (pl.col("kind") == "legal_representation") | (pl.col("detail") == "director")
    for who, firm, since in graph.ties.filter(named).select("f", "t", "s").iter_rows():
        speaks[firm].append((who, since))
    found: dict[int, set[int]] = defaultdict(set)
    for firm, asked in graph.asked.select("b", "d").iter_rows():
        for who, since in speaks[firm]:
            before = [(other, on) for other, on in speaks[firm] if other != who and on < since - 60]
            before += [(other, on) for other, on, _, _ in owners[firm] if other != who and on < since - 60]
            is_soon = asked - _BEFORE_DAYS <= since < asked
            if (
                is_soon
                and before
                and _took_over(owners[firm], who, since, asked)
                and not (
                    min(past[who]) < since - _HISTORY_DAYS
                    or any(are_kin(kin, who, other) for other, _ in before)
                )
            ):
                found[who].add(firm)
    return [frozenset(firms) for firms in found.values()]


def _took_over(owners: list[tuple[int, int, int, float]], who: int, since: int, asked: int) -> bool:
    """Got most of it around that day; or whoever had most of it left then, and nobody else is known."""
    if any(other != who and until > asked and share >= 0.5 for other, _, until, share in owners):
        return False
    got = sum(share for other, on, _, share in owners if other == who and abs(on - since) <= _SAME_DAYS)
    left = any(other != who and abs(until - since) <= _SAME_DAYS for other, _, until, _ in owners)
    return got >= 0.5 or (left and all(other != who for other, *_ in owners))
