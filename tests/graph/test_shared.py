"""What businesses have in common, counted for a decision: devices, accounts, owners, guarantors."""

from datetime import date
from uuid import UUID

import pytest

from puhui.graph import Mark, Neighbours, NodeType, Relation, RelationKind, node, record_mark
from puhui.graph.counting import neighbours
from puhui.graph.recording import store
from puhui.ground import Work
from tests.conftest import NOW
from tests.graph.test_measures import person, stall

BEGUN = date(2025, 1, 1)


def told(work: Work, kind: str, pairs: list[tuple[str, str]]) -> None:
    """Relations of one kind from a public record, so that no consent stands in between."""
    new = [Relation(RelationKind(kind), one, other, "registration", BEGUN) for one, other in pairs]
    store.add_relations(work.connection, work.actor.mode, new, NOW)


def near(work: Work, subject_id: UUID) -> Neighbours:
    """What a decision asks."""
    return neighbours(work, subject_id)()


@pytest.mark.parametrize(
    ("kind", "figure", "leads_to_it"),
    [
        ("uses_device", "on_device", False),
        ("pays_into", "on_account", False),
        ("holds_account", "on_account", False),
        ("ownership", "of_owner", True),
        ("guarantee", "of_guarantor", True),
    ],
)
def test_others_who_share_it_are_counted_once(work: Work, kind: str, figure: str, leads_to_it: bool) -> None:
    """Two others on the same thing, one of whom defaulted; a stranger on another thing is not counted."""
    owner = person(work)
    mine, second, third = (stall(work, owner, it) for it in range(3))
    words = [node(NodeType.SUBJECT, it.id) for it in (mine, second, third)]
    thing, other = ("person:a1", "person:b2") if leads_to_it else ("device:a1", "device:b2")
    pairs = [*((it, thing) for it in words), ("firm:strange", other)]
    told(work, kind, [pair[::-1] if leads_to_it else pair for pair in pairs])
    record_mark(work, second.id, Mark.DEFAULTED)
    found = near(work, mine.id)
    assert getattr(found, figure) == 2
    assert found.marks == {Mark.DEFAULTED: 1}
    assert sum(getattr(found, name) for name in Neighbours.__slots__ if name != "marks") == 2


@pytest.mark.parametrize(("others", "counted"), [(28, 28), (29, 0)])
def test_a_print_shops_device_says_nothing(work: Work, others: int, counted: int) -> None:
    """Thirty who applied from one device stood in a queue; neither they nor what became of them count."""
    mine = stall(work, person(work), 0)
    told(
        work,
        "uses_device",
        [
            (node(NodeType.SUBJECT, mine.id), "device:d"),
            *((f"firm:{it}", "device:d") for it in range(others)),
        ],
    )
    assert near(work, mine.id).on_device == counted


def test_one_on_two_accounts_with_me_is_one(work: Work) -> None:
    """Who holds the account that I am paid into, and is paid into it too, is one neighbour."""
    mine = node(NodeType.SUBJECT, (shop := stall(work, person(work), 0)).id)
    for kind in ("pays_into", "holds_account"):
        told(work, kind, [(mine, "account:a"), ("firm:other", "account:a")])
    assert near(work, shop.id).on_account == 1
