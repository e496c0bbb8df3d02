"""A firm passing from some to a newcomer: who left, who came, and on which edges that stands."""

from dataclasses import dataclass
from typing import Final

from puhui.graph.edges import Edges
from puhui.graph.rings.known import Known
from puhui.graph.rings.rules import RoleRule

_STANDS: Final = "legal_representation"
_OWNS: Final = "ownership"


@dataclass(frozen=True, slots=True)
class Handover:
    """`insiders` are all who were anything in the firm before, `former` those who left."""

    firm: int
    newcomer: int
    day: int
    former: frozenset[int]
    insiders: frozenset[int]
    evidence: tuple[int, ...]


def handovers(known: Known, firm: int, rule: RoleRule) -> list[Handover]:
    """Every newcomer to whom both the seal and the larger share passed, as far as either is written down."""
    edges, roles = known.edges, known.into(firm)
    found: list[Handover] = []
    if len(roles) > rule.roles_most:
        return found
    for newcomer in sorted({int(edges.origin[at]) for at in roles if _gives_power(edges, at, rule)}):
        came = [at for at in roles if edges.origin[at] == newcomer and _gives_power(edges, at, rule)]
        day = int(min(edges.since[at] for at in came))
        before = [at for at in roles if edges.origin[at] != newcomer and edges.since[at] < day]
        left = [at for at in before if abs(int(edges.until[at]) - day) <= rule.gap_days_most]
        if before and any(edges.origin[at] == newcomer and edges.since[at] < day for at in roles):
            continue
        if left and _whole(edges, came, before, left, rule):
            found.append(
                Handover(
                    firm,
                    newcomer,
                    day,
                    frozenset(int(edges.origin[at]) for at in left if _is(edges, at, _STANDS, _OWNS)),
                    frozenset(int(edges.origin[at]) for at in before),
                    tuple(sorted({*came, *left})),
                )
            )
    return found


def _whole(edges: Edges, came: list[int], before: list[int], left: list[int], rule: RoleRule) -> bool:
    """Both passed: what did not come with the newcomer was at least given up, or nobody wrote it down."""
    stands = any(_is(edges, at, _STANDS) for at in came)
    owns = any(_is(edges, at, _OWNS) for at in came)
    seal_left = any(_is(edges, at, _STANDS) for at in left)
    share_left = any(_is(edges, at, _OWNS) and edges.weight[at] >= rule.majority_share for at in left)
    day = int(min(edges.since[at] for at in came))
    still = [at for at in before if edges.until[at] > day + rule.gap_days_most]
    seal_stays = any(_is(edges, at, _STANDS) for at in still)
    share_stays = sum(edges.weight[at] for at in still if _is(edges, at, _OWNS)) >= rule.majority_share
    if seal_stays or share_stays:
        return False
    return (stands or seal_left) and (owns or share_left)


def _gives_power(edges: Edges, at: int, rule: RoleRule) -> bool:
    return _is(edges, at, _STANDS) or (_is(edges, at, _OWNS) and edges.weight[at] >= rule.majority_share)


def _is(edges: Edges, at: int, *kinds: str) -> bool:
    return edges.kinds[edges.kind[at]] in kinds
