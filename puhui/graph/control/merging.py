"""Who counts as one: people who act in concert; who holds in name, with whom it is held for."""

from collections.abc import Iterable

from puhui.graph.control.holdings import Holdings


class Merged:
    """Groups by union; the order in which relations are read changes nothing."""

    def __init__(self, pairs: Iterable[tuple[int, int]], nominees: Iterable[int] = ()) -> None:
        self._head: dict[int, int] = {}
        for left, right in pairs:
            self._join(left, right)
        self._members: dict[int, list[int]] = {}
        for node in sorted(self._head):
            self._members.setdefault(self.head(node), []).append(node)
        self.nominees = frozenset(nominees)

    def head(self, node: int) -> int:
        """The smallest node of the group, the node itself where it stands alone."""
        while (above := self._head.get(node, node)) != node:
            node = above
        return node

    def members(self, node: int) -> tuple[int, ...]:
        """All of the group, smallest first.

        >>> Merged([(4, 2), (4, 9)]).members(9)
        (2, 4, 9)
        """
        return tuple(self._members.get(self.head(node), (node,)))

    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Every group of two or more."""
        return tuple(tuple(it) for _, it in sorted(self._members.items()) if len(it) > 1)

    def _join(self, left: int, right: int) -> None:
        a, b = sorted((self.head(left), self.head(right)))
        self._head[b] = a
        self._head.setdefault(a, a)


def merged_by(holdings: Holdings) -> Merged:
    """The groups of one day. A nominee is who holds in name for somebody and for whom nobody does."""
    edges = holdings.edges
    ends = [
        (int(edges.origin[it]), int(edges.target[it]), holdings.is_nominee(int(it)))
        for it in holdings.merging
    ]
    held_for = {target for _, target, in_name in ends if in_name}
    in_name_only = {origin for origin, _, in_name in ends if in_name} - held_for
    return Merged(((left, right) for left, right, _ in ends), in_name_only)
