"""The features again, written for a reader and not for speed: what the kernel is held against."""

import math
from collections import defaultdict
from collections.abc import Iterator

from puhui.graph.edges import ALWAYS, Edges
from puhui.graph.measured import Limits


class ByHand:
    """Counts with sets and loops what stands around a node on the eve of a day."""

    def __init__(self, edges: Edges, day: int, limits: Limits) -> None:
        self.edges, self.day, self.limits = edges, day, limits
        self.at: dict[int, list[int]] = defaultdict(list)
        usable = [i for i in range(len(edges)) if edges.since[i] < day <= edges.until[i]]
        for i in sorted(usable, key=lambda i: (-int(edges.since[i]), -i)):
            self.at[int(edges.origin[i])].append(i)
            self.at[int(edges.target[i])].append(i)

    def other(self, i: int, node: int) -> int:
        return int(self.edges.origin[i] + self.edges.target[i]) - node

    def seen(self, node: int) -> list[int]:
        return self.at[node][: self.limits.near_edges]

    def is_super(self, node: int) -> bool:
        return len(self.seen(node)) == self.limits.near_edges

    def known_by(self, node: int) -> set[int]:
        return {self.other(i, node) for i in self.seen(node)}

    def of(self, node: int) -> dict[str, float]:
        return dict(self._general(node)) | dict(self._by_type(node)) | dict(self._by_kind(node))

    def _general(self, node: int) -> Iterator[tuple[str, float]]:
        e, own = self.edges, self.at[node]
        near = {self.other(i, node) for i in own}
        looked = self.known_by(node)
        ages = [self.day - int(e.since[i]) for i in own if e.since[i] != ALWAYS]
        recent = sum(age <= self.limits.recent_days for age in ages)
        earlier = sum(self.limits.recent_days < age <= 2 * self.limits.recent_days for age in ages)
        out = {int(e.target[i]) for i in own if e.origin[i] == node}
        into = {int(e.origin[i]) for i in own if e.target[i] == node}
        yield "edges", len(own)
        yield "out_edges", sum(e.origin[i] == node for i in own)
        yield "in_edges", sum(e.target[i] == node for i in own)
        yield "neighbours", len(near)
        yield "kinds", len({int(e.kind[i]) for i in own})
        yield "both_ways", len(out & into)
        yield "newest_days", min(ages, default=math.nan)
        yield "oldest_days", max(ages, default=math.nan)
        yield "recent_edges", recent
        yield "growth", recent / earlier if earlier else math.nan
        yield "two_hop_nodes", len(self.beyond(node))
        links = set()
        for one in looked:
            if not self.is_super(one):
                links |= {frozenset((one, two)) for two in self.known_by(one) & near if two != one}
        rest = len(near) - len(looked)
        pairs = len(looked) * (len(looked) - 1) / 2 + len(looked) * rest
        yield "links_between", len(links)
        yield "clustering", len(links) / pairs if pairs else math.nan
        counts = [len(self.seen(it)) for it in looked]
        yield "near_edges_mean", sum(counts) / len(counts) if counts else math.nan
        yield "near_edges_most", max(counts, default=0)
        yield "super_nodes", sum(self.is_super(it) for it in looked)
        yield "super_share", sum(self.is_super(it) for it in looked) / len(looked) if looked else math.nan

    def beyond(self, node: int) -> set[int]:
        near = {self.other(i, node) for i in self.at[node]}
        found = set()
        for one in self.known_by(node):
            if not self.is_super(one):
                found |= self.known_by(one)
        return found - near - {node}

    def _by_type(self, node: int) -> Iterator[tuple[str, float]]:
        near = {self.other(i, node) for i in self.at[node]}
        for place, name in enumerate(self.edges.type_names):
            yield f"near_{name}", sum(self.edges.types[it] == place for it in near)
            yield f"two_hop_{name}", sum(self.edges.types[it] == place for it in self.beyond(node))

    def _by_kind(self, node: int) -> Iterator[tuple[str, float]]:
        e = self.edges
        for place, kind in enumerate(e.kinds):
            own = [i for i in self.at[node] if e.kind[i] == place]
            for side, ends, others in (("out", e.origin, e.target), ("in", e.target, e.origin)):
                these = [i for i in own if ends[i] == node]
                known = [i for i in these if not math.isnan(e.weight[i])]
                by_node: dict[int, float] = defaultdict(float)
                for i in known:
                    by_node[int(others[i])] += float(e.weight[i])
                total = sum(by_node.values())
                yield f"{kind}_{side}_edges", len(these)
                yield f"{kind}_{side}_nodes", len({int(others[i]) for i in these})
                yield f"{kind}_{side}_weight", total if known else math.nan
                yield (
                    f"{kind}_{side}_top_share",
                    max(by_node.values()) / total if known and total > 0 else math.nan,
                )
            ages = [self.day - int(e.since[i]) for i in own if e.since[i] != ALWAYS]
            yield f"{kind}_newest_days", min(ages, default=math.nan)
            yield f"{kind}_oldest_days", max(ages, default=math.nan)
            yield f"{kind}_recent_edges", sum(age <= self.limits.recent_days for age in ages)
            for side, (mine, theirs) in (("out", (e.origin, e.target)), ("in", (e.target, e.origin))):
                fellows, largest = set(), 0
                for between in {int(theirs[i]) for i in own if mine[i] == node} & self.known_by(node):
                    group = {
                        int(mine[i])
                        for i in self.seen(between)
                        if e.kind[i] == place and theirs[i] == between
                    }
                    largest = max(largest, len(group))
                    fellows |= set() if self.is_super(between) else group
                others_, most = (
                    ("sharing_nodes", "largest_group") if side == "out" else ("fellow_nodes", "largest_fan")
                )
                yield f"{kind}_{others_}", len(fellows - {node})
                yield f"{kind}_{most}", largest
