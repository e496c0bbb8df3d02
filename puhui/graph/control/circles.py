"""Which holders and firms hang together in a circle, in the order in which they can be solved."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Shares = Mapping[int, Mapping[int, Fraction]]
"""holder → firm → share."""


def circles(shares: Shares, target: int) -> list[list[int]]:
    """Strongly connected parts of holder → firm, those nearest to the target first."""
    return _Tarjan(shares).run([target, *shares])


class _Tarjan:
    """Strongly connected parts without recursion, sinks first."""

    def __init__(self, shares: Shares) -> None:
        self._next = {node: list(firms) for node, firms in shares.items()}
        self._index: dict[int, int] = {}
        self._low: dict[int, int] = {}
        self._stack: list[int] = []
        self._on_stack: set[int] = set()
        self._found: list[list[int]] = []

    def run(self, starts: Sequence[int]) -> list[list[int]]:
        for start in starts:
            if start not in self._index:
                self._from(start)
        return self._found

    def _from(self, start: int) -> None:
        todo = [(start, iter(self._next.get(start, ())))]
        self._enter(start)
        while todo:
            node, firms = todo[-1]
            for firm in firms:
                if firm not in self._index:
                    self._enter(firm)
                    todo.append((firm, iter(self._next.get(firm, ()))))
                    break
                if firm in self._on_stack:
                    self._low[node] = min(self._low[node], self._index[firm])
            else:
                todo.pop()
                if todo:
                    above = todo[-1][0]
                    self._low[above] = min(self._low[above], self._low[node])
                if self._low[node] == self._index[node]:
                    self._pop(node)

    def _enter(self, node: int) -> None:
        self._index[node] = self._low[node] = len(self._index)
        self._stack.append(node)
        self._on_stack.add(node)

    def _pop(self, head: int) -> None:
        part: list[int] = []
        while not part or part[-1] != head:
            part.append(self._stack.pop())
            self._on_stack.discard(part[-1])
        self._found.append(part)
