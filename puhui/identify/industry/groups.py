"""Which rows of the size table stay likely, and which of them is the less favourable (domain 1.1, 1.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from puhui.identify.industry.classification import Classification
from puhui.rulebook import SizeGroup, rulebook, size_in_group

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """From codes to rows of the size table, as matrices. The last column stands for being outside of it.

    `plain`: divisions that fall into one row. `coarse`: divisions that may fall into several (real estate,
    storage), with what each finer code means; where no finer code is heard, `evenly`.
    """

    numbers: tuple[int, ...]
    plain: Floats
    coarse: tuple[tuple[int, Floats, Floats], ...]

    def likely(self, divisions: Floats, codes: Floats) -> Floats:
        """Probability of each row of the size table, a line a firm."""
        likely = divisions @ self.plain
        for division, finer, evenly in self.coarse:
            told = codes @ finer
            heard = told.sum(axis=1, keepdims=True)
            shares = np.where(heard > 0, told / np.maximum(heard, 1e-9), evenly)
            likely = likely + divisions[:, division : division + 1] * shares
        return likely


def group_table(classification: Classification, classes: Sequence[str], codes: Sequence[str]) -> GroupTable:
    """For division `classes` and the finer `codes` that scores are told in."""
    listed = rulebook().sizes.groups
    place = {group.number: at for at, group in enumerate(listed)}
    width = len(listed) + 1
    plain, coarse = np.zeros((len(classes), width), np.float32), []
    for at, division in enumerate(classes):
        places = _places(classification, division, place)
        if len(places) == 1:
            plain[at, places[0]] = 1
        else:
            coarse.append((at, _finer(classification, division, codes, place), _evenly(places, width)))
    return GroupTable(tuple(group.number for group in listed), plain, tuple(coarse))


def less_favourable(groups: Sequence[SizeGroup]) -> SizeGroup | None:
    """The row under which a firm never counts as smaller, whatever its figures; None where they decide.

    >>> by_number = {group.number: group for group in rulebook().sizes.groups}
    >>> less_favourable([by_number[10], by_number[16]]).number
    16
    >>> less_favourable([by_number[4], by_number[5]]) is None
    True
    """
    return next((one for one in groups if all(_never_smaller(one, other) for other in groups)), None)


def less_favourable_at(
    groups: Sequence[SizeGroup], employees: int | None, income_wan: Decimal | None, assets_wan: Decimal | None
) -> SizeGroup | None:
    """The row under which a firm with these figures counts as larger; the first where none differs."""
    sizes = "微小中大"

    def rank(group: SizeGroup) -> int:
        return sizes.index(str(size_in_group(group, employees, income_wan, assets_wan).at_most))

    return max(groups, key=rank) if groups else None


def _never_smaller(one: SizeGroup, other: SizeGroup) -> bool:
    """Every bound of `one` is also a bound of `other`, and not a higher one: who meets those meets these."""
    return all(
        name in other.bounds
        and all(mine <= its for mine, its in zip(bounds, other.bounds[name], strict=True))
        for name, bounds in one.bounds.items()
    )


def _places(classification: Classification, code: str, place: dict[int, int]) -> list[int]:
    return [place[group.number] if group else len(place) for group in classification.groups(code)]


def _finer(
    classification: Classification, division: str, codes: Sequence[str], place: dict[int, int]
) -> Floats:
    told = np.zeros((len(codes), len(place) + 1), np.float32)
    for at, code in enumerate(codes):
        if code[:2] == division and len(code) > 2:
            places = _places(classification, code, place)
            told[at, places] = 1 / len(places)
    return told


def _evenly(places: Sequence[int], width: int) -> Floats:
    shares = np.zeros(width, np.float32)
    shares[list(places)] = 1 / len(places)
    return shares
