"""The same question in Cypher, two ways."""


def whole_paths(starts: list[int], hops: int) -> str:
    """Every path of so many hops, then its distinct ends."""
    return f"MATCH (a:N)-[:E*1..{hops}]->(b:N) WHERE a.id IN {starts} RETURN DISTINCT b.id"


def level_by_level(starts: list[int], hops: int) -> str:
    """Distinct nodes after each hop; `0..1` keeps those that were there already.

    >>> level_by_level([7], 1)
    'MATCH (a:N)-[:E]->(n1:N) WHERE a.id IN [7] RETURN DISTINCT n1.id'
    """
    steps = [f"MATCH (a:N)-[:E]->(n1:N) WHERE a.id IN {starts}"]
    for hop in range(1, hops):
        steps.append(f"WITH DISTINCT n{hop} MATCH (n{hop})-[:E*0..1]->(n{hop + 1}:N)")
    return " ".join([*steps, f"RETURN DISTINCT n{hops}.id"])
