"""What found words say about a trade: a name from its end, a scope clause by clause.

A shop word (理发店) says its own trade. A thing (家具) says making, wholesale, retail or mending by the act
beside it (制造, 批发, 专卖店, 维修); without one it says them by the word list's shares.

In a name the last word weighs most; in a scope the first clause, and the acts of a clause hold for every
thing in it. What stands in brackets and the boilerplate of registers count nothing.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.lexicon.finding import Found, Texts
from puhui.identify.industry.lexicon.meaning import NONE, Meaning
from puhui.identify.industry.lexicon.things import give_act, give_thing
from puhui.identify.industry.lexicon.words import Kind

_GENERIC = np.float32(0.3)
"""What 贸易 says by itself where a thing before it already says wholesale of what."""
_BRACKETED = -2
_RANKS = np.float32(0.5)


class Place(NamedTuple):
    """Where words stand: the texts, and the found words of row r at bounds[r] to bounds[r + 1]."""

    points: NDArray[np.uint32]
    starts: NDArray[np.int64]
    bounds: NDArray[np.int64]
    start: NDArray[np.int32]
    length: NDArray[np.int32]
    word: NDArray[np.int32]


class Said(NamedTuple):
    """What comes out: scores of codes a row a text; of each word its weight and the code it spoke for."""

    scores: NDArray[np.float32]
    weight: NDArray[np.float32]
    code: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Scores of codes, a row a text; and for each found word its weight and the code it spoke for most."""

    scores: NDArray[np.float32]
    weight: NDArray[np.float32]
    code: NDArray[np.int32]


def weigh_names(meaning: Meaning, texts: Texts, found: Found, earlier: float) -> Weighed:
    """Names: the last trade word weighs 1, each earlier one `earlier` times the one after it."""
    place, said = _opened(meaning, texts, found)
    _names(place, meaning.sense, np.float32(earlier), said)
    return Weighed(*said)


def weigh_scopes(
    meaning: Meaning, texts: Texts, found: Found, later: float, shop: NDArray[np.bool_]
) -> Weighed:
    """Scopes: the first clause weighs 1, each later one `later` times. `shop`: rows of shops, not firms."""
    place, said = _opened(meaning, texts, found)
    _scopes(place, meaning.sense, np.float32(later), shop, said)
    return Weighed(*said)


def shops(meaning: Meaning, rows: int, found: Found) -> NDArray[np.bool_]:
    """Which rows name a shop or a person's business: those without the form of a firm."""
    firm = np.zeros(rows, np.bool_)
    firm[found.row[meaning.sense.kind[found.word] == Kind.FIRM_FORM]] = True
    return ~firm


def _opened(meaning: Meaning, texts: Texts, found: Found) -> tuple[Place, Said]:
    bounds = np.searchsorted(found.row, np.arange(len(texts) + 1))
    place = Place(texts.points, texts.starts, bounds, found.start, found.length, found.word)
    count = len(found.row)
    scores = np.zeros((len(texts), len(meaning.codes)), np.float32)
    return place, Said(scores, np.zeros(count, np.float32), np.full(count, NONE, np.int32))


@numba.njit(cache=True, nogil=True)
def _names(place, sense, earlier, said):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    for row in range(len(place.starts) - 1):
        first, last = place.bounds[row], place.bounds[row + 1]
        shop = True
        for at in range(first, last):
            shop &= sense.kind[place.word[at]] != 3
        acts, share, next_at, silent = 0, np.float32(1.0), place.starts[row + 1] - place.starts[row], True
        for at in range(last - 1, first - 1, -1):
            one = place.word[at]
            kind, act = sense.kind[one], sense.act[one]
            touches = at > first and place.start[at - 1] + place.length[at - 1] == place.start[at]
            if sense.single[one] and not touches and place.start[at] + place.length[at] != next_at:
                continue
            if kind >= 3 or kind == 0:
                next_at = place.start[at]
            if kind >= 3:
                continue
            beside = act != 0 and at > first and sense.kind[place.word[at - 1]] == 2
            if kind == 2:
                code, weight = give_thing(said.scores[row], sense, one, acts, shop, share)
                said.code[at], said.weight[at], silent = code, weight, False
            elif kind == 1:
                weight = share * _GENERIC if beside else share
                said.scores[row, sense.code[one, 0]] += weight
                said.code[at], said.weight[at], silent = sense.code[one, 0], weight, False
            if kind != 0 and not beside:
                share *= earlier
            if act != 0 and acts == 0:
                acts = act
        if silent and acts != 0:
            give_act(said.scores[row], sense, acts)


@numba.njit(cache=True, nogil=True)
def _scopes(place, sense, later, shop, said):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    for row in range(len(place.starts) - 1):
        origin, end = place.starts[row], place.starts[row + 1]
        at, last = place.bounds[row], place.bounds[row + 1]
        opened, acts, trades, depth, share = at, 0, 0, 0, np.float32(1.0)
        here = origin
        while here <= end:
            point = place.points[here] if here < end else np.uint32(0x3B)
            if here == end or (depth == 0 and _ends(point, acts != 0 and trades > 0)):
                if trades > 0:
                    _clause(place, sense, (opened, at), acts, shop[row], share, said.scores[row], said)
                    share *= later
                opened, acts, trades = at, 0, 0
            depth = max(0, depth + _opens(point))
            if at < last and origin + place.start[at] == here:
                one = place.word[at]
                touches = at > opened and place.start[at - 1] + place.length[at - 1] == place.start[at]
                if depth > 0 or (sense.single[one] and sense.kind[one] == 0 and not touches):
                    said.code[at] = _BRACKETED
                elif sense.kind[one] < 3:
                    acts |= sense.act[one]
                    trades += sense.kind[one] != 0
                here += place.length[at]
                at += 1
            else:
                here += 1


@numba.njit(cache=True, nogil=True)
def _clause(place, sense, stretch, acts, shop, share, scores, said):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, PLR0917
    rank = 0
    for at in range(stretch[0], stretch[1]):
        one = place.word[at]
        if said.code[at] == _BRACKETED or sense.kind[one] == 0 or sense.kind[one] >= 3:
            continue
        part = share / (np.float32(1.0) + _RANKS * rank)
        if sense.kind[one] == 2:
            code, weight = give_thing(scores, sense, one, acts, shop, part)
            said.code[at], said.weight[at] = code, weight
        else:
            scores[sense.code[one, 0]] += part
            said.code[at], said.weight[at] = sense.code[one, 0], part
        rank += 1


@numba.njit(cache=True, nogil=True)
def _ends(point, said_both):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """；; 。 and a new line end a clause; a comma does once a trade and an act have been said."""
    if point in (0x3B, 0xFF1B, 0x3002, 0x0A):
        return True
    return said_both and point in (0x2C, 0xFF0C)


@numba.njit(cache=True, nogil=True)
def _opens(point):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    if point in (0x28, 0xFF08, 0x3010):
        return 1
    return -1 if point in (0x29, 0xFF09, 0x3011) else 0
