"""How three opinions are put together: few numbers, set on firms that none of them learned from.

Name and scope are two witnesses, so what their views say is multiplied. The teacher of names has read what
the view of names has read, so its opinion is not evidence added, it is another guess: the two are averaged.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.softmax import softmax
from puhui.identify.industry.text.sureness import AS_SAID, Sureness, corrected, set_sureness

Flags = NDArray[np.bool_]


class Said(NamedTuple):
    """What is said of each firm, in logits: by the view of its name, of its scope, and by the teacher."""

    name: Floats
    scope: Floats
    teacher: Floats

    def of(self, rows: Flags) -> "Said":
        """The same of some firms."""
        return Said(*(each[rows] for each in self))


@dataclass(frozen=True, slots=True)
class Shares:
    """Logits are `name × name's + scope × scope's + prior × log of the labelled shares`."""

    name: float
    scope: float
    prior: float


@dataclass(frozen=True, slots=True)
class Averaged:
    """The teacher's logits count `teacher`, the prior `prior`; of the average it has these parts."""

    teacher: float
    prior: float
    of_name: float
    of_both: float


@dataclass(frozen=True, slots=True)
class Mixing:
    """What counts how much where only a name, only a scope, or both are given.

    Beside each other the two views would count the divisions' usual shares twice, so the prior is taken off.
    """

    only_name: Shares = Shares(1.0, 0.0, 0.0)
    only_scope: Shares = Shares(0.0, 0.9, 0.2)
    both: Shares = Shares(0.8, 0.8, -0.6)
    averaged: Averaged = Averaged(1.0, 0.0, 0.45, 0.15)
    sure_of_name: Sureness = AS_SAID
    sure_of_scope: Sureness = AS_SAID
    sure_of_both: Sureness = AS_SAID

    def probabilities(self, said: Said, prior: Floats, named: Flags, scoped: Flags) -> Floats:
        """What all three say, as sure as firms kept out allow. `named`, `scoped`: what is given."""
        sure = (AS_SAID, self.sure_of_scope, self.sure_of_name, self.sure_of_both)
        table = np.array([astuple(each) for each in sure], np.float32)[2 * named.astype(np.int64) + scoped]
        honest = corrected(self.averages(said, prior, named, scoped), table[:, 0], table[:, 1])
        honest[~named & ~scoped] = prior
        return honest

    def averages(self, said: Said, prior: Floats, named: Flags, scoped: Flags) -> Floats:
        """The same before its sureness is corrected."""
        views = mix(said.name, said.scope, prior, self.rows(named, scoped))
        aside = self.averaged
        taught = softmax(np.asarray(aside.teacher * said.teacher + aside.prior * np.log(prior), np.float32))
        part = np.where(named, np.where(scoped, aside.of_both, aside.of_name), 0.0)[:, None]
        return np.asarray((1 - part) * views + part * taught, np.float32)

    def rows(self, named: Flags, scoped: Flags) -> Floats:
        """Shares for each firm, by what is given of it; nothing given: the prior alone."""
        table = np.array(
            [(0.0, 0.0, 1.0), *(astuple(each) for each in (self.only_scope, self.only_name, self.both))],
            np.float32,
        )
        return np.asarray(table[2 * named.astype(np.int64) + scoped])


_USUAL: Final = Mixing()
_FAITH_ROWS: Final = 60.0
"""How many firms' worth of evidence it takes to move as far from the usual as the usual is from nothing."""


def mix(name: Floats, scope: Floats, prior: Floats, shares: Floats) -> Floats:
    """Probabilities of each row, by its own shares."""
    logits = shares[:, :1] * name + shares[:, 1:2] * scope + shares[:, 2:] * np.log(prior)
    return softmax(logits)


def set_mixing(said: Said, truth: Floats, named: Flags, scoped: Flags, prior: Floats) -> Mixing:
    """The shares under which firms not learned from surprise least, near the usual where few are known."""
    both = named & scoped
    name, scope, teacher = said
    mixing = Mixing(
        _least_surprising(_USUAL.only_name, (0, 2), (name[named], scope[named], truth[named]), prior),
        _least_surprising(_USUAL.only_scope, (1, 2), (name[scoped], scope[scoped], truth[scoped]), prior),
        _least_surprising(_USUAL.both, (0, 1, 2), (name[both], scope[both], truth[both]), prior),
        _averaged(_USUAL.averaged, (teacher[named], teacher[named], truth[named]), prior),
    )
    bare = np.zeros(int(named.sum()), bool)
    mixing = _with_part(mixing, "of_name", (said.of(named), truth[named]), (~bare, bare), prior)
    full = np.ones(int(both.sum()), bool)
    mixing = _with_part(mixing, "of_both", (said.of(both), truth[both]), (full, full), prior)

    def sureness(rows: Flags, kinds: tuple[bool, bool], usual: Sureness) -> Sureness:
        given = [np.full(int(rows.sum()), kind) for kind in kinds]
        return set_sureness(mixing.averages(said.of(rows), prior, given[0], given[1]), truth[rows], usual)

    by_name = sureness(named, (True, False), AS_SAID)
    return replace(
        mixing,
        sure_of_name=by_name,
        sure_of_scope=sureness(scoped, (False, True), by_name),
        sure_of_both=sureness(both, (True, True), by_name),
    )


def _averaged(usual: Averaged, seen: tuple[Floats, Floats, Floats], prior: Floats) -> Averaged:
    shares = _least_surprising(Shares(usual.teacher, 0.0, usual.prior), (0, 2), seen, prior)
    silent = not len(seen[0])
    return Averaged(shares.name, shares.prior, *((0.0, 0.0) if silent else (usual.of_name, usual.of_both)))


def _with_part(
    mixing: Mixing, called: str, seen: tuple[Said, Floats], given: tuple[Flags, Flags], prior: Floats
) -> Mixing:
    """The teacher's part of the average, between nothing and all. `seen`: what was said, and the truth."""
    said, truth = seen
    usual: float = getattr(mixing.averaged, called)
    if not len(truth):
        return mixing

    def chances(part: float) -> Floats:
        tried = replace(mixing, averaged=replace(mixing.averaged, **{called: part}))
        return np.asarray((tried.averages(said, prior, *given) * truth).sum(axis=1))

    without, alone = chances(0.0), chances(1.0)

    def surprise(part: float) -> float:
        lost = -np.log((1 - part) * without + part * alone + 1e-9).sum()
        return float(lost + _FAITH_ROWS * (part - usual) ** 2)

    found = minimize_scalar(surprise, bounds=(0.0, 1.0), method="bounded")
    return replace(mixing, averaged=replace(mixing.averaged, **{called: float(found.x)}))


def _least_surprising(
    usual: Shares, free: Sequence[int], seen: tuple[Floats, Floats, Floats], prior: Floats
) -> Shares:
    name, scope, truth = seen
    if not len(truth):
        return usual
    begin = np.array(astuple(usual))

    def surprise(moved: NDArray[np.float64]) -> float:
        shares = begin.copy()
        shares[list(free)] += moved
        said = mix(name, scope, prior, np.tile(shares.astype(np.float32), (len(name), 1)))
        lost = -np.log((said * truth).sum(axis=1) + 1e-9).sum()
        return float(lost + _FAITH_ROWS * np.square(moved).sum()) / len(name)

    corners = np.vstack([np.zeros(len(free)), 0.2 * np.eye(len(free))])
    options = {"maxiter": 120, "xatol": 5e-3, "initial_simplex": corners}
    found = minimize(surprise, corners[0], method="Nelder-Mead", options=options)
    shares = begin.copy()
    shares[list(free)] += found.x
    return Shares(*(float(each) for each in shares))
