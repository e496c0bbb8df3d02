"""The chains that prove an owner's share: the largest first, without going round."""

import heapq
from collections.abc import Mapping, Sequence
from fractions import Fraction

from puhui.graph.control.model import Proof, Stake
from puhui.graph.control.rule import Bounds


def proofs(
    below: Mapping[int, Sequence[Stake]], owner: int, target: int, bounds: Bounds
) -> tuple[Proof, ...]:
    """From `owner` down to `target`; `below` gives what each holder holds. Bounded in chains and in steps."""
    todo: list[tuple[Fraction, int, tuple[Stake, ...]]] = [(Fraction(-1), 0, ())]
    found: list[Proof] = []
    steps = 0
    while todo and len(found) < bounds.paths_most and steps < bounds.steps_most:
        product, _, chain = heapq.heappop(todo)
        at = chain[-1].firm if chain else owner
        if chain and at == target:
            found.append(Proof(chain, -product))
            continue
        passed = {owner, *(it.firm for it in chain)}
        for stake in below.get(at, ()):
            if stake.firm not in passed or (stake.firm == target and at == owner == target):
                steps += 1
                heapq.heappush(todo, (product * (stake.least or stake.most), steps, (*chain, stake)))
    return tuple(found)
