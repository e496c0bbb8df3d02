"""Where names and scopes of the same firms meet: which runs of a name foretell which runs of a scope.

The largest directions of the covariance between the two (a truncated SVD by random projection) place every
name in a small space in which 鞋业 and 制鞋 are neighbours, learned from firms that nobody labelled.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from puhui.identify.industry.text.grams import Floats

_RUNS_AT_MOST: Final = 40_000
"""The most frequent runs of each side take part: the rest say little and cost most of the time."""


def meeting_of(names: csr_matrix, scopes: csr_matrix, width: int, seed: int = 0, rounds: int = 2) -> Floats:
    """(runs of names, at most `width`): a name's place is the sum over its runs; strongest directions first.

    Few firms have fewer directions in which names and scopes meet, and get those.
    """
    kept = _most_frequent(names)
    strongest = _strongest(names[:, kept], scopes[:, _most_frequent(scopes)], width, seed, rounds)
    space = np.zeros((names.shape[1], strongest.shape[1]), np.float32)
    space[kept] = strongest
    return space


def _most_frequent(texts: csr_matrix) -> NDArray[np.int64]:
    met = np.bincount(texts.indices, minlength=texts.shape[1])
    return np.sort(np.argsort(-met, kind="stable")[:_RUNS_AT_MOST])


def _strongest(names: csr_matrix, scopes: csr_matrix, width: int, seed: int, rounds: int) -> Floats:
    chance = np.random.default_rng(seed)
    there = names.T.tocsr()
    back = scopes.T.tocsr()
    basis = chance.standard_normal((scopes.shape[1], width + 16)).astype(np.float32)
    for _ in range(rounds):
        near = _upright(there @ (scopes @ basis))
        basis = _upright(back @ (names @ near))
    reached = there @ (scopes @ basis)
    upright = _upright(reached)
    turned, _, _ = np.linalg.svd(upright.T @ reached)
    return np.ascontiguousarray((upright @ turned)[:, :width], np.float32)


def scaled_by_rarity(texts: csr_matrix) -> csr_matrix:
    """Runs weighed by how few texts hold them, each text of length one again."""
    met = np.bincount(texts.indices, minlength=texts.shape[1])
    return of_length_one(texts @ diags(np.log(1 + texts.shape[0] / (1.0 + met)).astype(np.float32)))


def of_length_one(texts: csr_matrix) -> csr_matrix:
    """Each row divided by its length; an empty one stays empty."""
    length = np.sqrt(np.asarray(texts.multiply(texts).sum(axis=1)).ravel())
    return (diags((1 / np.where(length == 0, 1, length)).astype(np.float32)) @ texts).tocsr()


def _upright(columns: Floats) -> Floats:
    """The same space by columns at right angles, through the small square of their products."""
    lengths, turned = np.linalg.eigh((columns.T @ columns).astype(np.float64))
    kept = lengths > lengths[-1] * 1e-7
    upright: Floats = columns @ (turned[:, kept] / np.sqrt(lengths[kept])).astype(np.float32)
    return upright
