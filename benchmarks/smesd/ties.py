"""Who is tied to whom, as sparse matrices: firms × people by role, firms × firms by kind of relation."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from benchmarks.smesd.reading import Floats, World

ROLES: Final = {"supervised": 0, "executed": 2, "stakeholder": 4, "invested": 9}
FIRM_TO_FIRM: Final = {"invest": 6, "invested": 7, "branch": 10, "branched": 11}
"""Numbers of the set. The rest between firms (loan, deal, rent, creditor) is too rare to stand alone."""
_KINDS: Final = 20

Matrix = Any


@dataclass(frozen=True, slots=True)
class Ties:
    """`people`: a matrix a role; `firms`: a matrix a kind; `holdings`: what a person put into a firm."""

    people: dict[str, Matrix]
    anyone: Matrix
    strangers: Matrix
    holdings: Matrix
    firms: dict[str, Matrix]
    counts: Floats
    held: dict[str, Floats]
    component: np.ndarray[Any, np.dtype[np.int64]]
    component_nodes: Floats


def ties_of(world: World) -> Ties:
    """Numbers of firms and people only say who is the same: they are looked up and forgotten."""
    keys, n = world.firms["company_idx"].to_numpy(), world.firms.height
    order = np.argsort(keys)
    source = _place(keys, order, world.edges["src"].to_numpy())
    target = _place(keys, order, world.edges["dst"].to_numpy())
    others, other = np.unique(world.edges["dst"].to_numpy(), return_inverse=True)
    kind, weight = world.edges["rel_id"].to_numpy(), world.edges["weight"].cast(float).to_numpy()
    ours, stranger = source >= 0, target < 0

    def outside(mask: Any, values: Any = None) -> Matrix:
        rows = ours & stranger & mask
        data = np.ones(rows.sum()) if values is None else values[rows]
        return sp.csr_matrix((data, (source[rows], other[rows])), shape=(n, len(others)))

    def inside(mask: Any) -> Matrix:
        rows = ours & ~stranger & mask & (source != target)
        found = sp.csr_matrix((np.ones(rows.sum()), (source[rows], target[rows])), shape=(n, n))
        return flat(found)

    people = {name: flat(outside(kind == number)) for name, number in ROLES.items()}
    anyone = flat(sum(people.values()))
    firms = {name: inside(kind == number) for name, number in FIRM_TO_FIRM.items()}
    for name in ("executed", "invested"):
        firms[f"same_{name}"] = alone(people[name] @ people[name].T)
    firms["person"] = alone(anyone @ anyone.T)
    some = inside(np.ones(len(kind), np.bool_))
    firms["any"] = alone(firms["person"] + some + some.T)
    firms["two_steps"] = flat(firms["any"] @ firms["any"])
    everything = flat(outside(np.ones(len(kind), np.bool_)))
    component, nodes = _components(firms["any"], everything)
    return Ties(
        people=people,
        anyone=anyone,
        strangers=flat(outside(~np.isin(kind, list(ROLES.values())))),
        holdings=outside(kind == ROLES["invested"], weight),
        firms=firms,
        counts=np.stack([np.bincount(source[ours & (kind == it)], minlength=n) for it in range(_KINDS)], 1)
        * 1.0,
        held={
            f"firms_{name}": np.bincount(source[rows], weight[rows], minlength=n)
            for name in ("invest", "invested")
            for rows in [ours & (kind == FIRM_TO_FIRM[name])]
        },
        component=component,
        component_nodes=nodes,
    )


def flat(matrix: Matrix) -> Matrix:
    """One wherever there is anything."""
    found = matrix.tocsr()
    found.sum_duplicates()
    return sp.csr_matrix((np.ones(found.nnz), found.indices, found.indptr), shape=found.shape)


def alone(matrix: Matrix) -> Matrix:
    """The same without self-loops: a firm is not its own neighbour."""
    found = matrix.tolil()
    found.setdiag(0)
    found = found.tocsr()
    found.eliminate_zeros()
    return flat(found)


def degree(matrix: Matrix) -> Floats:
    """How many each row has."""
    return np.asarray(matrix.sum(1), np.float64).ravel()


def most(matrix: Matrix) -> Floats:
    """The largest of each row, 0 where it has none."""
    return np.asarray(matrix.tocsr().max(1).toarray(), np.float64).ravel()


def _place(keys: Any, order: Any, wanted: Any) -> Any:
    at = np.clip(np.searchsorted(keys, wanted, sorter=order), 0, len(keys) - 1)
    return np.where(keys[order[at]] == wanted, order[at], -1)


def _components(firms: Matrix, outside: Matrix) -> tuple[Any, Floats]:
    whole = sp.bmat([[firms, outside], [outside.T, None]]).tocsr()
    _, found = connected_components(whole, directed=False)
    return found[: firms.shape[0]], np.bincount(found)[found[: firms.shape[0]]] * 1.0
