"""Two centres, everybody's roles towards them, and who stands behind."""

from fractions import Fraction
from pathlib import Path

import pytest

from puhui.graph.circle import Circles, DualCentre, Limits, dual_centre
from puhui.graph.edges import Edges
from puhui.graph.engine import SUPER, Engine, Snapshot, View, write_snapshot

DAY = 20_780
NAN = float("nan")
OWNER, ENTERPRISE, SPOUSE, SUPPLIER, BUYER, GUARANTOR, PHONE, CALLER, HOLDING, SISTER, SPOUSES_FIRM = range(
    11
)
TYPES = ["person", "firm", "person", "firm", "firm", "firm", "phone", "firm", "firm", "firm", "firm"]
ROWS = [
    (OWNER, HOLDING, "ownership", 0.6),
    (HOLDING, ENTERPRISE, "ownership", 0.4),
    (OWNER, ENTERPRISE, "ownership", 0.02),
    (HOLDING, SISTER, "ownership", 1.0),
    (OWNER, SPOUSE, "kinship", NAN),
    (SPOUSE, SPOUSES_FIRM, "legal_representation", NAN),
    (SUPPLIER, ENTERPRISE, "trade", 10_000_00),
    (ENTERPRISE, BUYER, "trade", 20_000_00),
    (GUARANTOR, ENTERPRISE, "guarantee", 500_000_00),
    (ENTERPRISE, BUYER, "guarantee", 500_000_00),
    (BUYER, GUARANTOR, "guarantee", 500_000_00),
    (ENTERPRISE, PHONE, "contact_phone", 1),
    (CALLER, PHONE, "contact_phone", 1),
]


def _view(folder: Path, flags: list[int] | None = None) -> View:
    import numpy as np

    edges = Edges.of_rows(len(TYPES), ROWS, TYPES)
    write_snapshot(folder / "one", edges, flags=None if flags is None else np.array(flags, np.uint8))
    snapshot = Snapshot.open(folder / "one")
    assert isinstance(snapshot, Snapshot)
    return Engine(snapshot).look()


@pytest.fixture
def seen(tmp_path: Path) -> DualCentre:
    return dual_centre(_view(tmp_path), OWNER, ENTERPRISE, DAY)


def _roles(seen: DualCentre) -> dict[int, tuple[str, ...]]:
    return {it.id: it.roles for it in seen.members()}


def test_everybody_has_the_role_that_leads_to_them(seen: DualCentre) -> None:
    """Supplier, buyer, guarantor, spouse, who shares the phone, the holding's other firm."""
    roles = _roles(seen)
    assert roles[SUPPLIER] == ("upstream",)
    assert roles[BUYER] == ("guaranteed", "downstream")
    assert roles[GUARANTOR] == ("guarantor",)
    assert roles[SPOUSE] == ("related_person",)
    assert roles[CALLER] == ("shares_phone",)
    assert roles[SISTER] == ("affiliate",)
    assert roles[HOLDING] == ("affiliate", "related_person")


def test_who_is_only_near_has_no_role(seen: DualCentre) -> None:
    """The spouse's own firm is two steps away over a way the table does not name; a phone is a thing."""
    roles = _roles(seen)
    assert roles[SPOUSES_FIRM] == roles[PHONE] == ()


def test_distances_and_overlap_are_told_from_both_centres(seen: DualCentre) -> None:
    """The supplier is two hops from the owner and one from the enterprise; both circles hold it."""
    member = {it.id: it for it in seen.members()}[SUPPLIER]
    assert (member.hops_owner, member.hops_enterprise, member.in_both) == (2, 1, True)
    assert seen.overlap_share == 1.0


def test_a_way_through_a_super_node_gives_no_role(tmp_path: Path) -> None:
    """A switchboard's number that thousands share: reached, and nobody behind it."""
    flags = [0] * len(TYPES)
    flags[PHONE] = SUPER
    seen = dual_centre(_view(tmp_path, flags), OWNER, ENTERPRISE, DAY)
    assert PHONE in seen.ids
    assert CALLER not in seen.ids


def test_the_walk_up_finds_the_owner_of_26_percent(tmp_path: Path) -> None:
    """The worked example again, over a snapshot: exactly 26 %, though weights are kept in four bytes."""
    standing = Circles(_view(tmp_path)).standing(ENTERPRISE, DAY)
    (owner,) = standing.control.owners
    assert (owner.share, standing.owners, standing.part.complete) == (Fraction(26, 100), (OWNER,), True)


def test_a_circle_of_guarantees_through_the_enterprise_is_found(tmp_path: Path) -> None:
    """Enterprise for buyer, buyer for guarantor, guarantor for enterprise."""
    circles = Circles(_view(tmp_path)).guarantee_cycles(OWNER, ENTERPRISE, DAY)
    assert [sorted(it) for it in circles] == [[8, 9, 10]]


def test_one_centre_alone_is_enough(tmp_path: Path) -> None:
    """An owner whom the graph does not know yet: the enterprise's circle is still told."""
    seen = dual_centre(_view(tmp_path), -1, ENTERPRISE, DAY)
    assert seen.counts()["upstream"] == 1
    assert not seen.in_both.any()


def test_a_budget_bounds_the_circle_and_says_so(tmp_path: Path) -> None:
    """With room for four nodes there are four, and the answer is not complete."""
    seen = Circles(_view(tmp_path), Limits(nodes_most=4)).around(OWNER, ENTERPRISE, DAY)
    assert (len(seen), seen.complete) == (4, False)


def test_a_second_question_knows_nothing_of_the_first(tmp_path: Path) -> None:
    """The room is clean again after each: asked twice, the same answer."""
    circles = Circles(_view(tmp_path))
    first = [*circles.around(OWNER, ENTERPRISE, DAY).members()]
    circles.around(SUPPLIER, BUYER, DAY)
    assert [*circles.around(OWNER, ENTERPRISE, DAY).members()] == first


def test_a_group_is_walked_down_from_its_head(tmp_path: Path) -> None:
    """The owner has 60 % of the holding, the holding all of the sister; 42 % of the firm are too few."""
    group = Circles(_view(tmp_path)).group([OWNER], DAY)
    assert (group.members, group.complete) == ((OWNER, HOLDING, SISTER), True)


def test_a_node_with_very_many_neighbours_is_answered_within_its_bounds(tmp_path: Path) -> None:
    """20,000 holders: a part of them is read, the answer says that it is not whole, and nobody is made up."""
    many = 20_000
    rows = [(it, many, "ownership", 1 / many) for it in range(many)]
    write_snapshot(tmp_path / "hub", Edges.of_rows(many + 1, rows, ["person"] * many + ["firm"]))
    snapshot = Snapshot.open(tmp_path / "hub")
    assert isinstance(snapshot, Snapshot)
    answer = Circles(Engine(snapshot).look()).answer(0, many, DAY)
    assert answer.standing is not None
    assert (answer.standing.owners, answer.standing.is_sure, answer.standing.part.complete) == (
        (),
        False,
        False,
    )
    assert len(answer.circle) < 1_000
