"""How the two views are put together: few numbers, set on firms that neither view learned from."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from puhui.identify.industry.text.grams import Floats
from puhui.identify.industry.text.softmax import softmax
from puhui.identify.industry.text.sureness import AS_SAID, Sureness, corrected, set_sureness

Seen = tuple[Floats, Floats, Floats]
"""Of each firm: what its name says, what its scope says, and the truth (one row of zeros and a one)."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Logits are `name × name's + scope × scope's + prior × log of the labelled shares`."""

    name: float
    scope: float
    prior: float


@dataclass(frozen=True, slots=True)
class Mixing:
    """What counts how much where only a name, only a scope, or both are given.

    Beside each other the two views would count the divisions' usual shares twice, so the prior is taken off.
    """

    only_name: Shares = Shares(1.0, 0.0, 0.0)
    only_scope: Shares = Shares(0.0, 0.9, 0.2)
    both: Shares = Shares(0.8, 0.8, -0.6)
    sure_of_name: Sureness = AS_SAID
    sure_of_scope: Sureness = AS_SAID
    sure_of_both: Sureness = AS_SAID

    def probabilities(
        self, name: Floats, scope: Floats, prior: Floats, given: tuple[NDArray[np.bool_], NDArray[np.bool_]]
    ) -> Floats:
        """What both views say, as sure as firms kept out allow. `given`: is there a name, a scope."""
        named, scoped = given
        said = mix(name, scope, prior, self.rows(named, scoped))
        sure = (AS_SAID, self.sure_of_scope, self.sure_of_name, self.sure_of_both)
        table = np.array([astuple(each) for each in sure], np.float32)[2 * named.astype(np.int64) + scoped]
        honest = corrected(said, table[:, 0], table[:, 1])
        honest[~named & ~scoped] = prior
        return honest

    def rows(self, named: NDArray[np.bool_], scoped: NDArray[np.bool_]) -> Floats:
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


def set_mixing(seen: Seen, has_scope: NDArray[np.bool_], prior: Floats) -> Mixing:
    """The shares under which firms not learned from surprise least, near the usual where few are known."""
    name, scope, truth = seen
    both = name[has_scope], scope[has_scope], truth[has_scope]
    mixing = Mixing(
        _least_surprising(_USUAL.only_name, (0, 2), (name, scope, truth), prior),
        _least_surprising(_USUAL.only_scope, (1, 2), both, prior),
        _least_surprising(_USUAL.both, (0, 1, 2), both, prior),
    )
    by_name = _sureness(mixing.only_name, seen, prior, AS_SAID)
    return replace(
        mixing,
        sure_of_name=by_name,
        sure_of_scope=_sureness(mixing.only_scope, both, prior, by_name),
        sure_of_both=_sureness(mixing.both, both, prior, by_name),
    )


def _sureness(shares: Shares, seen: Seen, prior: Floats, usual: Sureness) -> Sureness:
    name, scope, truth = seen
    told = np.tile(np.array(astuple(shares), np.float32), (len(name), 1))
    return set_sureness(mix(name, scope, prior, told), truth, usual)


def _least_surprising(usual: Shares, free: Sequence[int], seen: Seen, prior: Floats) -> Shares:
    name, scope, truth = seen
    known = truth.sum(axis=1) > 0
    if not known.any():
        return usual
    name, scope, truth = name[known], scope[known], truth[known]
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
