"""Who owns at least a quarter, who controls, and by which chain."""

from datetime import date
from fractions import Fraction

import pytest

from puhui.graph.control import Basis, Control, Flaw, How, beneficial_owners, control_rule
from puhui.graph.edges import Edges

RULE = control_rule(date(2026, 11, 23))
DAY = 20_780
NAN = float("nan")


def _control(rows: list, types: str, target: int) -> Control:
    names = {"p": "person", "f": "firm", "s": "subject"}
    edges = Edges.of_rows(len(types), rows, [names[it] for it in types])
    return beneficial_owners(edges, target, DAY, RULE)


def _flaws(control: Control) -> set[Flaw]:
    return {it.flaw for it in control.remarks}


def test_sixty_of_forty_and_two_are_twenty_six_percent() -> None:
    """The worked example: P→A 60 %, A→T 40 %, P→T 2 % makes P an owner with exactly 26 %."""
    control = _control(
        [(0, 1, "ownership", 0.6), (1, 2, "ownership", 0.4), (0, 2, "ownership", 0.02)], "pff", 2
    )
    (owner,) = control.owners
    assert (owner.nodes, owner.share, owner.basis) == ((0,), Fraction(26, 100), Basis.SHARES)
    assert [(it.nodes, it.share) for it in owner.proofs] == [
        ((0, 1, 2), Fraction(24, 100)),
        ((0, 2), Fraction(2, 100)),
    ]


@pytest.mark.parametrize(
    ("share", "owns"), [(0.25, True), (0.249999, False), (0.250001, True), (0.1 + 0.15, True)]
)
def test_exactly_a_quarter_suffices(share: float, owns: bool) -> None:
    """25 % is inclusive (民法典 1259), one millionth less is not."""
    control = _control([(0, 2, "ownership", share), (1, 2, "ownership", 0.7)], "ppf", 2)
    assert (0 in {it for owner in control.owners for it in owner.nodes}) is owns


def test_a_quarter_through_a_chain_that_floats_would_miss() -> None:
    """0.7 × 0.25 + 0.75 × 0.1 is 25 % exactly; in binary floats the sum may fall short."""
    rows = [
        (0, 1, "ownership", 0.7),
        (1, 3, "ownership", 0.25),
        (0, 2, "ownership", 0.75),
        (2, 3, "ownership", 0.1),
        (4, 3, "ownership", 0.65),
    ]
    control = _control(rows, "pfffp", 3)
    assert control.owners[1].share == Fraction(1, 4)


def test_cross_holdings_are_solved() -> None:
    """A and B hold 20 % of each other; A holds 30 % of T and P 80 % of A: P has 0.8·0.3/0.96 = 25 % of T."""
    rows = [
        (0, 1, "ownership", 0.8),
        (1, 2, "ownership", 0.2),
        (2, 1, "ownership", 0.2),
        (3, 2, "ownership", 0.8),
        (1, 4, "ownership", 0.3),
        (5, 4, "ownership", 0.7),
    ]
    control = _control(rows, "pffpfp", 4)
    assert {it.nodes: it.share for it in control.owners} == {(5,): Fraction(7, 10), (0,): Fraction(1, 4)}


def test_those_who_act_in_concert_count_as_one() -> None:
    """Three with 10 % each are nobody alone and owners with 30 % together; all three are named."""
    rows = [
        *((it, 4, "ownership", 0.1) for it in range(3)),
        (3, 4, "ownership", 0.7),
        (0, 1, "acting_in_concert", NAN),
        (2, 1, "acting_in_concert", NAN),
    ]
    control = _control(rows, "ppppf", 4)
    assert [(it.nodes, it.share) for it in control.owners] == [
        ((3,), Fraction(7, 10)),
        ((0, 1, 2), Fraction(3, 10)),
    ]


def test_in_concert_with_ones_own_firm_counts_once() -> None:
    """P owns A wholly, A holds 20 %: that P and A act in concert makes it 20 %, not 40 %."""
    rows = [
        (0, 1, "ownership", 1.0),
        (1, 2, "ownership", 0.2),
        (3, 2, "ownership", 0.8),
        (0, 1, "acting_in_concert", NAN),
    ]
    control = _control(rows, "pffp", 2)
    assert [it.nodes for it in control.owners] == [(3,)]


def test_a_nominee_is_no_owner_but_whom_he_holds_for() -> None:
    """0 holds 40 % in name for 1, who has 5 % openly: 1 owns 45 %, and 0 is a member without owning."""
    rows = [
        (0, 3, "ownership", 0.4),
        (1, 3, "ownership", 0.05),
        (2, 3, "ownership", 0.55),
        (0, 1, "nominee", NAN),
    ]
    control = _control(rows, "pppf", 3)
    owner = control.owners[1]
    assert (owner.nodes, owner.members, owner.share) == ((1,), (0, 1), Fraction(45, 100))


def test_votes_count_whole_through_a_firm_that_is_commanded() -> None:
    """P has 60 % of A, and A 30 % of T: 18 % of the shares, 30 % of the votes."""
    rows = [
        (0, 1, "ownership", 0.6),
        (2, 1, "ownership", 0.4),
        (1, 3, "ownership", 0.3),
        (4, 3, "ownership", 0.7),
    ]
    control = _control(rows, "pfpfp", 3)
    owner = control.owners[1]
    assert (owner.nodes, owner.basis, owner.share, owner.votes) == (
        (0,),
        Basis.VOTES,
        Fraction(18, 100),
        Fraction(3, 10),
    )
    assert control.controller is not None
    assert (control.controller.nodes, control.controller.how) == ((4,), How.MAJORITY)


def test_control_by_agreement_comes_before_a_majority() -> None:
    """Who runs a firm by agreement controls it, though another holds all of it."""
    control = _control([(0, 2, "ownership", 1.0), (1, 2, "control", NAN)], "ppf", 2)
    assert control.controller is not None
    assert (control.controller.nodes, control.controller.how) == ((1,), How.AGREEMENT)
    assert [(it.nodes, it.basis) for it in control.owners] == [((0,), Basis.SHARES), ((1,), Basis.CONTROL)]


def test_an_operator_controls_its_shop() -> None:
    """个体工商户: the operator, by operating it."""
    control = _control([(0, 1, "operates", NAN)], "sf", 1)
    assert control.controller is not None
    assert (control.controller.nodes, control.controller.how) == ((0,), How.OPERATES)


def test_where_nobody_owns_or_controls_whoever_is_in_charge_is_named() -> None:
    """Ten with 10 % each: the manager, before the legal representative."""
    rows = [
        *((it, 12, "ownership", 0.1) for it in range(10)),
        (10, 12, "post", NAN),
        (11, 12, "legal_representation", NAN),
    ]
    control = _control(rows, "p" * 12 + "f", 12)
    assert [(it.nodes, it.basis) for it in control.owners] == [((10,), Basis.IN_CHARGE)]
    assert control.controller is None


def test_a_holding_that_ended_is_not_counted() -> None:
    """As of a day: shares sold yesterday are somebody else's today."""
    rows = [(0, 2, "ownership", 1.0, 0, DAY), (1, 2, "ownership", 1.0, DAY, DAY + 999)]
    control = _control(rows, "ppf", 2)
    assert [it.nodes for it in control.owners] == [(1,)]


def test_shares_of_130_percent_are_remarked_and_bounded() -> None:
    """60, 40 and 30 %: the third owns 23 % to 30 %; that is said, and nobody above the whole."""
    rows = [(0, 3, "ownership", 0.6), (1, 3, "ownership", 0.4), (2, 3, "ownership", 0.3)]
    control = _control(rows, "pppf", 3)
    assert [(it.nodes, it.is_sure) for it in control.owners] == [((0,), True), ((1,), True), ((2,), False)]
    assert control.owners[2].share == Fraction(3, 13)
    assert _flaws(control) == {Flaw.ABOVE_WHOLE}
    assert control.remarks[0].share == Fraction(13, 10)


def test_own_shares_are_solved_like_a_circle_and_remarked() -> None:
    """T holds 20 % of itself and P 20 %: P has 0.2/0.8 = 25 %."""
    control = _control(
        [(0, 2, "ownership", 0.2), (2, 2, "ownership", 0.2), (1, 2, "ownership", 0.6)], "ppf", 2
    )
    assert {it.nodes: it.share for it in control.owners} == {(1,): Fraction(3, 4), (0,): Fraction(1, 4)}
    assert Flaw.OWN_SHARES in _flaws(control)


def test_firms_that_own_each_other_wholly_have_no_owner_and_it_is_said() -> None:
    """A owns all of B and B all of A: nobody, a closed circle, no crash."""
    control = _control([(0, 1, "ownership", 1.0), (1, 0, "ownership", 1.0), (2, 1, "post", NAN)], "ffp", 1)
    assert Flaw.CLOSED_CIRCLE in _flaws(control)
    assert [it.basis for it in control.owners] == [Basis.IN_CHARGE]


def test_a_chain_that_ends_at_an_unknown_firm_is_said() -> None:
    """A firm with 40 % behind which nobody is known might hide an owner."""
    control = _control([(0, 2, "ownership", 0.6), (1, 2, "ownership", 0.4)], "pff", 2)
    assert [(it.node, it.share) for it in control.remarks if it.flaw is Flaw.OPEN_END] == [
        (1, Fraction(2, 5))
    ]


def test_an_unknown_share_may_be_what_the_others_leave() -> None:
    """60 % are known: the other may have up to 40 % and is an owner who is not certain."""
    control = _control([(0, 2, "ownership", 0.6), (1, 2, "ownership", NAN)], "ppf", 2)
    assert [(it.share, it.share_most, it.is_sure) for it in control.owners] == [
        (Fraction(3, 5), Fraction(3, 5), True),
        (Fraction(0), Fraction(2, 5), False),
    ]


def test_the_same_holding_from_two_sources_counts_once() -> None:
    """The register and the owner both say 40 %; with the others' 60 % it is 40 %, not 80 %."""
    rows = [(0, 2, "ownership", 0.4), (0, 2, "ownership", 0.4), (1, 2, "ownership", 0.6)]
    control = _control(rows, "ppf", 2)
    assert {it.nodes: (it.share, it.share_most) for it in control.owners}[(0,)] == (
        Fraction(2, 5),
        Fraction(2, 5),
    )


def test_negative_reversed_and_missing_are_remarked_not_used() -> None:
    """−20 %, a holding that ends before it begins, 6,000 %: none of them makes an owner for certain."""
    rows = [
        (0, 3, "ownership", -0.2, 0, 30_000),
        (1, 3, "ownership", 0.9, 21_000, 20_000),
        (2, 3, "ownership", 60.0, 0, 30_000),
    ]
    control = _control(rows, "pppf", 3)
    assert not any(it.is_sure for it in control.owners)
    assert {Flaw.NEGATIVE, Flaw.DATES_REVERSED, Flaw.NO_SHARE_OF_ONE} <= _flaws(control)


def test_a_firm_with_very_many_holders_is_answered_within_bounds() -> None:
    """50,000 small holders and one with 30 %: the one is found, and what was left out is said."""
    rows = [(it, 50_001, "ownership", 0.7 / 50_000) for it in range(50_000)]
    control = _control([*rows, (50_000, 50_001, "ownership", 0.3)], "p" * 50_001 + "f", 50_001)
    assert (50_000,) in {it.nodes for it in control.owners}
    assert Flaw.TOO_MANY in _flaws(control)


def test_what_a_firm_holds_of_itself_votes_for_nobody() -> None:
    """P has 60 % and the firm 20 % of itself: 60 % of the votes, not 80 %."""
    control = _control(
        [(0, 1, "ownership", 0.6), (1, 1, "ownership", 0.2), (2, 1, "ownership", 0.2)], "pfp", 1
    )
    assert control.controller is not None
    assert control.controller.votes == Fraction(6, 10)


def test_a_holder_who_is_not_there_is_remarked() -> None:
    """An edge from a node that does not exist: left out and said, and the rest is told."""
    rows = [(99, 1, "ownership", 0.5), (0, 1, "ownership", 0.5)]
    control = _control(rows, "pf", 1)
    assert [it.nodes for it in control.owners] == [(0,)]
    assert {Flaw.MISSING_NODE, Flaw.OPEN_END} == _flaws(control)


def test_a_node_of_unknown_type_that_somebody_represents_is_a_firm() -> None:
    """A subject whose holders nobody knows and that has a legal representative owns nothing as a person."""
    rows = [(0, 2, "ownership", 0.6), (1, 2, "ownership", 0.4), (3, 1, "legal_representation", NAN)]
    control = _control(rows, "ssfp", 2)
    assert [it.nodes for it in control.owners] == [(0,)]
    assert (Flaw.OPEN_END, 1) in {(it.flaw, it.node) for it in control.remarks}
