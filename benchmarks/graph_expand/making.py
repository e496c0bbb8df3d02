"""A made-up graph of owners and enterprises: power laws, super-nodes, ten million edges from one seed.

Persons own and represent firms, firms trade, share addresses, phones and accounts. Popularity follows a power
law, so a few persons have many firms, a few addresses tens of thousands (agents), a few accounts everybody
(payment platforms). Numbers of nodes say nothing about who belongs together: the worst case for a memory.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from puhui.graph.edges import STILL, Edges

TYPES: Final = ("firm", "person", "address", "phone", "account")
_SHARES: Final = (0.37, 0.48, 0.06, 0.06, 0.03)
KINDS: Final = (
    "ownership",
    "legal_representation",
    "post",
    "trade",
    "registered_address",
    "contact_phone",
    "guarantee",
    "kinship",
    "pays_into",
)
_FIRST_DAY, _LAST_DAY = 14_600, 20_700


@dataclass(frozen=True, slots=True)
class _Part:
    """How many edges of a kind for a million, between which types, and how skewed each end is (1: not)."""

    kind: str
    edges: float
    origin: str
    target: str
    origin_skew: float = 1.0
    target_skew: float = 1.0


_PARTS: Final = (
    _Part("ownership", 0.23, "person", "firm", 1.6),
    _Part("ownership", 0.04, "firm", "firm", 2.2, 1.1),
    _Part("legal_representation", 0.20, "person", "firm", 1.4),
    _Part("post", 0.07, "person", "firm", 1.6),
    _Part("trade", 0.18, "firm", "firm", 2.2, 3.0),
    _Part("registered_address", 0.12, "firm", "address", 1.0, 3.5),
    _Part("contact_phone", 0.06, "firm", "phone", 1.0, 2.5),
    _Part("guarantee", 0.03, "firm", "firm", 1.6, 1.6),
    _Part("kinship", 0.03, "person", "person"),
    _Part("pays_into", 0.04, "firm", "account", 1.0, 5.0),
)


@dataclass(frozen=True, slots=True)
class Made:
    """The edges, oldest recorded first, and applications: an owner and an enterprise each."""

    edges: Edges
    applications: NDArray[np.int32]


def make(edges: int = 10_000_000, nodes: int | None = None, applications: int = 1000, seed: int = 20) -> Made:
    """The same seed gives the same graph. Six nodes for ten edges unless said otherwise."""
    random = np.random.default_rng(seed)
    total = nodes or edges * 6 // 10
    types = _types(total, random)
    members = {name: np.flatnonzero(types == place).astype(np.int32) for place, name in enumerate(TYPES)}
    parts = [_part(part, edges, members, random) for part in _PARTS]
    origin, target = (np.concatenate([it[end] for it in parts]) for end in (0, 1))
    kind = np.concatenate(
        [np.full(len(it[0]), KINDS.index(p.kind), np.uint8) for it, p in zip(parts, _PARTS, strict=True)]
    )
    count = len(origin)
    order = random.permutation(count)
    origin, target, kind = origin[order], target[order], kind[order]
    made = Edges(
        total, origin, target, kind, KINDS, *_days(count, random), _weights(kind, random), types, TYPES
    )
    chosen = random.choice(
        np.flatnonzero(kind == KINDS.index("legal_representation")), applications, replace=False
    )
    return Made(made, np.column_stack([origin[chosen], target[chosen]]).astype(np.int32))


def _types(nodes: int, random: np.random.Generator) -> NDArray[np.uint8]:
    counts = (np.array(_SHARES) * nodes).astype(int)
    counts[-1] = nodes - counts[:-1].sum()
    return np.asarray(random.permutation(np.repeat(np.arange(len(TYPES), dtype=np.uint8), counts)))


def _part(
    part: _Part, edges: int, members: dict[str, NDArray[np.int32]], random: np.random.Generator
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    count = int(part.edges * edges)
    origin = _popular(members[part.origin], count, part.origin_skew, random)
    target = _popular(members[part.target], count, part.target_skew, random)
    return origin, target


def _popular(
    of: NDArray[np.int32], count: int, skew: float, random: np.random.Generator
) -> NDArray[np.int32]:
    """Node i is drawn with weight i^(1/skew − 1): the larger the skew, the fewer have the most."""
    return of[np.minimum((len(of) * random.random(count) ** skew).astype(np.int64), len(of) - 1)]


def _days(count: int, random: np.random.Generator) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    since = random.integers(_FIRST_DAY, _LAST_DAY, count, dtype=np.int32)
    ended = random.random(count) < 0.15
    until = np.where(ended, since + random.integers(30, 2000, count), STILL)
    return since, until.astype(np.int32)


def _weights(kind: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.float64]:
    shares = random.integers(1, 101, len(kind)) / 100
    fen = np.round(np.exp(random.normal(15, 1.5, len(kind))))
    amounts = np.isin(kind, [KINDS.index("trade"), KINDS.index("guarantee")])
    return np.where(amounts, fen, np.where(kind == KINDS.index("ownership"), shares, 1.0))
