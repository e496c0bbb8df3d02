"""One hand's firms, a chain's branches, strangers under one roof, namesakes."""

import numpy as np

from puhui.graph.edges import Edges
from puhui.graph.rings.hands import UNKNOWN, Register, Sign, Verdict, bound, judged, register_of


def register(rows: list[dict[str, int]]) -> Register:
    """Each row a firm; what is not said is unknown."""
    return Register(
        *(
            np.array([row.get(name, UNKNOWN) for row in rows], np.int64)
            for name in ("representative", "address", "brand", "brand_begins", "trade", "body", "own")
        )
    )


def verdicts(rows: list[dict[str, int]], sign: Sign) -> dict[int, Verdict]:
    firms = register(rows)
    found = judged(firms, sign, bound(firms))
    return dict(zip(found.key.tolist(), found.verdict, strict=True))


def test_a_hundred_strangers_at_an_agent_s_address_stay_strangers() -> None:
    """Nobody shares a representative or a brand."""
    rows = [{"address": 1, "representative": at, "brand": at, "brand_begins": at} for at in range(100)]
    assert verdicts(rows, Sign.ADDRESS) == {1: Verdict.STRANGERS}


def test_three_firms_of_one_representative_at_one_address_are_one_hand_s() -> None:
    """Two signs agree."""
    rows = [{"address": 1, "representative": 5}] * 3
    assert verdicts(rows, Sign.ADDRESS) == {1: Verdict.HANDS}


def test_one_name_alone_makes_nobody_one_person() -> None:
    """Six firms at six addresses under six brands: namesakes, and not one person with six firms."""
    rows = [{"representative": 5, "address": at, "brand": at, "brand_begins": at} for at in range(6)]
    assert verdicts(rows, Sign.REPRESENTATIVE) == {5: Verdict.STRANGERS}


def test_branches_with_one_manager_are_a_chain_and_no_ring() -> None:
    """A pharmacy's shops under its head."""
    rows = [{"representative": 5, "address": at, "body": 9} for at in range(5)]
    assert verdicts(rows, Sign.REPRESENTATIVE) == {5: Verdict.CHAIN}


def test_too_little_is_said_to_be_unsure() -> None:
    """Three firms of one name with nothing else in common."""
    rows = [{"representative": 5, "address": at} for at in range(3)]
    assert verdicts(rows, Sign.REPRESENTATIVE) == {5: Verdict.UNSURE}


def test_a_brand_that_many_have_holds_nobody_together() -> None:
    """Forty firms of a city are called so; two of them are neighbours."""
    rows = [{"address": 1 if at < 2 else at, "brand": 3, "representative": at} for at in range(40)]
    assert len(set(bound(register(rows)).group.tolist())) == 40


def test_a_register_is_read_from_relations_as_of_a_day() -> None:
    """The representative of today, not of then."""
    edges = Edges.of_rows(
        4,
        [
            (1, 0, "legal_representation", 1.0, 0, 500),
            (2, 0, "legal_representation", 1.0, 500, 10_000),
            (0, 3, "registered_address", 1.0, 0, 10_000),
        ],
    )
    found, firms = register_of(edges, 600)
    assert firms.tolist() == [0]
    assert (found.representative.tolist(), found.address.tolist()) == ([2], [3])
