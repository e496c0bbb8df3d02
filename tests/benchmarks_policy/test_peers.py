"""What policy is measured beside does the same work: every engine says of every rule what ours says."""

import pytest

from benchmarks.policy import house
from benchmarks.policy.batch import many_firms
from benchmarks.policy.peers import PEERS, peers, zen_graph
from puhui.decision.columns import compile_columns
from puhui.decision.jdm import compile_table, compile_walk
from puhui.decision.policy import points_of

FIRMS = house.some_firms(60, seed=1)
TABLE = house.table("house", house.single())
SCORECARD = house.scorecard()


def test_the_measured_policy_is_twenty_rules_on_thirty_fields() -> None:
    """What the name of the figure promises, and every field is in the facts."""
    assert len(TABLE.rows) == 20
    assert len(house.fields()) == 30
    assert set(house.fields()) <= set(FIRMS[0])


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_holds_the_same_rules_and_counts_the_same_points(name: str) -> None:
    """On sixty firms; left out where the peer is not installed."""
    run = peers(TABLE, SCORECARD)[name]
    if run is None:
        pytest.skip(f"{name} is not installed")
    compiled = compile_table(TABLE).run
    for facts in FIRMS[: 3 if name == "cel_python" else None]:
        held, points = run(facts)
        assert [bool(it) for it in held] == [it == -1 for it in compiled(facts)[1]], facts
        assert int(points) == SCORECARD.score(facts).points  # type: ignore[arg-type]


def test_zen_engine_holds_the_same_rules_alone_and_in_its_graph() -> None:
    """One table, and a table a step with the points at the end; and our walk of the same steps."""
    alone, graph = zen_graph.one_table(), zen_graph.whole_graph()
    steps = {name: house.table(name, it) for name, it in house.steps().items()}
    walk = compile_walk([*steps.values()], points_of(SCORECARD), SCORECARD.base_points).run
    compiled = compile_table(TABLE)
    for facts in FIRMS:
        assert alone(facts)["result"] == compiled.answers(facts)
        theirs = graph(facts)["result"]
        told, points = walk(facts)
        assert theirs["points"] == points == SCORECARD.score(facts).points  # type: ignore[arg-type]
        for (name, table), (said, _) in zip(steps.items(), told, strict=True):
            assert theirs[name] == [dict(table.rows[it].outputs) for it in said], name


def test_the_batch_holds_the_same_rules() -> None:
    """Sixty firms in columns, each against a decision of its own; and what is measured has their shape."""
    columns = compile_columns([compile_table(TABLE)], SCORECARD)
    ran = columns.run({name: [it[name] for it in FIRMS] for name in house.fields()})
    assert ran.points is not None
    for firm, facts in enumerate(FIRMS):
        assert ran.tables["house"].of(firm) == compile_table(TABLE).run(facts)[0]
        assert ran.points[firm] == SCORECARD.score(facts).points  # type: ignore[arg-type]
    assert columns.run(many_firms(1_000)).tables["house"].rows.shape == (1, 1_000)
