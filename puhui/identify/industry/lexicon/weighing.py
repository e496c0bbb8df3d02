"""What found words say about a trade: a name from its end, a scope clause by clause.

A shop word (理发店) says its own trade. A thing (家具) says making, wholesale, retail or mending by the act beside
it (制造, 批发, 专卖店, 维修); where no act stands, by shares from the word list. In a name the last word weighs
most; in a scope the first clause, and the acts of a clause hold for every thing in it. What stands in brackets
and the boilerplate of registers count nothing.
"""

from dataclasses import dataclass
from typing import Any, Final

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.lexicon.finding import Found, Texts
from puhui.identify.industry.lexicon.words import Words

_COLUMNS: Final = ("own", "make", "wholesale", "retail", "repair")
_NONE: Final = -1


@dataclass(frozen=True, slots=True)
class Meaning:
    """The word list as arrays: what each word is, and which code (by number) it means under each act."""

    codes: tuple[str, ...]
    kind: NDArray[np.int8]
    act: NDArray[np.int16]
    code: NDArray[np.int32]
    single: NDArray[np.bool_]
    unsaid: NDArray[np.float32]
    by_act: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Scores of codes, a row a text; and for each found word its weight and the code it spoke for most."""

    scores: NDArray[np.float32]
    weight: NDArray[np.float32]
    code: NDArray[np.int32]


def meaning_of(words: Words) -> Meaning:
    """Arrays for the compiled loops."""
    listed = list(words.entries.values())
    by_act = tuple(words.by_act.values())
    named = {getattr(entry, column) for entry in listed for column in _COLUMNS} | set(by_act)
    codes = tuple(sorted(named - {""}))
    number = {code: place for place, code in enumerate(codes)} | {"": _NONE}
    unsaid = words.unsaid
    return Meaning(
        codes,
        np.array([entry.kind for entry in listed], np.int8),
        np.array([entry.act for entry in listed], np.int16),
        np.array([[number[getattr(entry, column)] for column in _COLUMNS] for entry in listed], np.int32),
        np.array([len(entry.word) == 1 for entry in listed], np.bool_),
        np.array([unsaid.firm, unsaid.shop, unsaid.sell_firm, unsaid.sell_shop], np.float32),
        np.array([number[code] for code in by_act], np.int32),
    )


def weigh_names(meaning: Meaning, texts: Texts, found: Found, earlier: float) -> Weighed:
    """Names: the last trade word weighs 1, each earlier one `earlier` times the one after it."""
    return _weigh(_names, meaning, texts, found, earlier)


def weigh_scopes(
    meaning: Meaning, texts: Texts, found: Found, later: float, shop: NDArray[np.bool_]
) -> Weighed:
    """Scopes: the first clause weighs 1, each later one `later` times. `shop`: rows of shops, not firms."""
    return _weigh(_scopes, meaning, texts, found, later, shop)


def shops(meaning: Meaning, rows: int, found: Found) -> NDArray[np.bool_]:
    """Which rows name a shop or a person's business: those without the form of a firm."""
    firm = np.zeros(rows, np.bool_)
    firm[found.row[meaning.kind[found.word] == 3]] = True
    return ~firm


def _weigh(way: Any, meaning: Meaning, texts: Texts, found: Found, *more: Any) -> Weighed:  # noqa: ANN401
    scores = np.zeros((len(texts), len(meaning.codes)), np.float32)
    weight = np.zeros(len(found.row), np.float32)
    code = np.full(len(found.row), _NONE, np.int32)
    bounds = np.searchsorted(found.row, np.arange(len(texts) + 1))
    table = (meaning.kind, meaning.act, meaning.code, meaning.single, meaning.unsaid, meaning.by_act)
    places = (found.start, found.length, found.word)
    way(texts.points, texts.starts, bounds, *places, *table, *more, scores, weight, code)
    return Weighed(scores, weight, code)


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _names(  # type: ignore[no-untyped-def] # noqa: ANN202
    points, starts, bounds, start, length, word, kind, act, code, single, unsaid, by_act, earlier,  # noqa: ANN001
    scores, weight, best,  # noqa: ANN001
):  # fmt: skip
    for row in range(len(starts) - 1):
        first, last = bounds[row], bounds[row + 1]
        acts, firm = 0, False
        for at in range(first, last):
            if kind[word[at]] == 3:
                firm = True
        end, share, follows = starts[row + 1] - starts[row], 1.0, False
        next_at = end
        for at in range(last - 1, first - 1, -1):
            one, beyond = word[at], start[at] + length[at]
            touches = at > first and start[at - 1] + length[at - 1] == start[at]
            if single[one] and not touches and beyond != next_at:
                continue
            if kind[one] >= 3:
                next_at = start[at]
                continue
            if not firm and kind[one] == 1 and act[one] == 0 and code[one, 0] >= 0:
                pass
            given = share
            if kind[one] == 2:
                best[at], weight[at] = _thing(scores[row], code[one], acts, not firm, share, unsaid, by_act)
                follows = True
            elif kind[one] == 1:
                if act[one] != 0 and at > first and kind[word[at - 1]] == 2:
                    given = 0.3 * share
                scores[row, code[one, 0]] += given
                best[at], weight[at] = code[one, 0], given
                follows = True
            if kind[one] != 0 and (act[one] == 0 or at == first or kind[word[at - 1]] != 2):
                share *= earlier
            if act[one] != 0 and acts == 0:
                acts = act[one]
        if not follows and acts != 0:
            _bare_act(scores[row], acts, not firm, by_act)


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _bare_act(scores, acts, shop, by_act):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    if acts & 32:
        scores[by_act[0]] += 0.5
    if acts & 64:
        scores[by_act[1]] += 0.5
    if acts & 128:
        scores[by_act[2]] += 0.3


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _scopes(  # type: ignore[no-untyped-def] # noqa: ANN202
    points, starts, bounds, start, length, word, kind, act, code, single, unsaid, by_act, later, shop,  # noqa: ANN001
    scores, weight, best,  # noqa: ANN001
):  # fmt: skip
    for row in range(len(starts) - 1):
        origin, end = starts[row], starts[row + 1]
        at, last = bounds[row], bounds[row + 1]
        opened, acts, trades, depth, share = at, 0, 0, 0, 1.0
        place = origin
        while place <= end:
            point = points[place] if place < end else np.uint32(0x3B)
            hard = point in (0x3B, 0xFF1B, 0x3002, 0x0A)
            soft = point in (0x2C, 0xFF0C)
            if ((hard or (soft and acts != 0 and trades > 0)) and depth == 0) or place == end:
                if trades > 0:
                    _clause(
                        scores[row], opened, at, word, kind, code, acts, shop[row], share, unsaid, by_act,
                        weight, best,
                    )  # fmt: skip
                    share *= later
                opened, acts, trades = at, 0, 0
            if point in (0x28, 0xFF08, 0x3010):
                depth += 1
            elif point in (0x29, 0xFF09, 0x3011):
                depth = max(0, depth - 1)
            if at < last and origin + start[at] == place:
                one = word[at]
                best[at] = -1 if depth == 0 else -2
                if depth == 0 and kind[one] < 3:
                    if (
                        single[one]
                        and kind[one] == 0
                        and not (at > opened and start[at - 1] + length[at - 1] == start[at])
                    ):
                        best[at] = -2
                    else:
                        acts |= act[one]
                        trades += kind[one] != 0
                place += length[at]
                at += 1
            else:
                place += 1


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _clause(  # type: ignore[no-untyped-def] # noqa: ANN202
    scores, first, last, word, kind, code, acts, shop, share, unsaid, by_act, weight, best,  # noqa: ANN001
):  # fmt: skip
    rank, things = 0, 0
    for at in range(first, last):
        things += kind[word[at]] == 2 and best[at] != -2
    for at in range(first, last):
        one = word[at]
        if best[at] == -2 or kind[one] == 0 or kind[one] >= 3:
            continue
        part = share / (1.0 + 0.5 * rank)
        if kind[one] == 2:
            best[at], weight[at] = _thing(scores, code[one], acts, shop, part, unsaid, by_act)
        else:
            part *= 0.3 if things > 0 and code[one, 0] >= 0 and _is_trade(one, at, kind) else 1.0
            scores[code[one, 0]] += part
            best[at], weight[at] = code[one, 0], part
        rank += 1


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _is_trade(one, at, kind):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    return False


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _thing(scores, codes, acts, shop, share, unsaid, by_act):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Give a thing's share to what is done with it; the code that got most, and how much."""
    make, wholesale, retail = _shares(acts, shop, unsaid)
    if acts & 16 and not acts & 15:
        if codes[4] >= 0:
            scores[codes[4]] += share
            return codes[4], share
    if acts & 96 and not acts & 15:
        target = by_act[0] if acts & 32 else by_act[1]
        scores[target] += share
        return target, share
    if acts & 128 and not acts & 15:
        scores[by_act[2]] += 0.5 * share
        make, wholesale, retail = 0.5 * make, 0.5 * wholesale, 0.5 * retail
    scores[codes[1]] += make * share
    scores[codes[2]] += wholesale * share
    scores[codes[3]] += retail * share
    if make >= wholesale and make >= retail:
        return codes[1], make * share
    if wholesale >= retail:
        return codes[2], wholesale * share
    return codes[3], retail * share


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _shares(acts, shop, unsaid):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    if acts & 1:
        if acts & 14:
            return 0.8, 0.13, 0.07
        return 1.0, 0.0, 0.0
    if acts & 2 and acts & 4:
        return 0.0, 0.55, 0.45
    if acts & 2:
        return 0.0, 1.0, 0.0
    if acts & 4:
        return 0.0, 0.08, 0.92
    row = (2 if acts & 8 else 0) + (1 if shop else 0)
    return unsaid[row, 0], unsaid[row, 1], unsaid[row, 2]
