"""The same walk, said as plainly as it can be said: what the engine is held against."""

from dataclasses import dataclass

from puhui.graph.edges import ALWAYS, Edges


@dataclass(frozen=True, slots=True)
class Plain:
    """Edges as rows, and which of them are gone or of no use."""

    edges: Edges

    def around(self, node: int, cap: int, day: int | None, kinds: tuple[str, ...] | None) -> list[int]:
        """The neighbours over a node's newest usable edges."""
        it, found = self.edges, []
        for row in range(len(it)):
            if node not in (it.origin[row], it.target[row]):
                continue
            if day is not None and not it.since[row] <= day < it.until[row]:
                continue
            if it.until[row] == ALWAYS or (kinds is not None and it.kinds[it.kind[row]] not in kinds):
                continue
            other = it.target[row] if it.origin[row] == node else it.origin[row]
            found.append((int(it.since[row]), row, int(other)))
        return [other for _, _, other in sorted(found, reverse=True)[:cap]]

    def reached(
        self,
        starts: list[int],
        hops: int,
        cap: int,
        day: int | None = None,
        kinds: tuple[str, ...] | None = None,
        stops: frozenset[int] = frozenset(),
    ) -> dict[int, int]:
        """Least hops of every node within reach; `stops` are reached and not walked through."""
        least = dict.fromkeys(starts, 0)
        level = list(least)
        for hop in range(1, hops + 1):
            coming = []
            for node in level:
                if hop > 1 and node in stops:
                    continue
                for other in self.around(node, cap, day, kinds):
                    if other not in least:
                        least[other] = hop
                        coming.append(other)
            level = coming
        return least
