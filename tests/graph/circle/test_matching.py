"""Roles by the compiled pass are those of the table, read literally."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.graph.circle import Circles, roles
from puhui.graph.edges import Edges
from puhui.graph.engine import Engine, Snapshot, write_snapshot

DAY = 20_780
_KINDS = ("ownership", "trade", "guarantee", "kinship", "contact_phone", "legal_representation", "operates")
_NODES = 9
Row = tuple[int, int, str]


def _steps(rows: list[Row], at: int, step: str) -> Iterator[int]:
    for origin, target, kind in rows:
        if kind == step[1:]:
            if step[0] in "<-" and target == at:
                yield origin
            if step[0] in ">-" and origin == at:
                yield target


def _told(rows: list[Row], centre: int, which: int) -> dict[int, set[str]]:
    """By definition: every way of every role, walked step by step."""
    found: dict[int, set[str]] = {}
    for role in roles():
        for path in role.paths if role.centres >> which & 1 else ():
            ends = {centre}
            for step in path:
                ends = {there for at in ends for there in _steps(rows, at, step)}
            for it in ends:
                found.setdefault(it, set()).add(role.name)
    return found


_rows = st.lists(
    st.tuples(st.integers(0, _NODES - 1), st.integers(0, _NODES - 1), st.sampled_from(_KINDS)).filter(
        lambda it: it[0] != it[1]
    ),
    min_size=1,
    max_size=24,
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_rows)
def test_every_role_is_found_and_none_besides(tmp_path: Path, rows: list[Row]) -> None:
    """Whatever the graph and the order in which its edges were met."""
    write_snapshot(tmp_path / "one", Edges.of_rows(_NODES, [(*row, 1.0) for row in rows]))
    snapshot = Snapshot.open(tmp_path / "one")
    assert isinstance(snapshot, Snapshot)
    seen = Circles(Engine(snapshot).look()).around(0, 1, DAY)
    owner, enterprise = _told(rows, 0, 0), _told(rows, 1, 1)
    for member in seen.members():
        if member.id not in (0, 1):
            said = owner.get(member.id, set()) | enterprise.get(member.id, set())
            assert set(member.roles) == said
