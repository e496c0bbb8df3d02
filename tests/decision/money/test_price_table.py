"""What a price follows from, and above all what it does not."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.decision import Band, ChurnAt, EvidencePath, decide, law_on, priced_by_churn, shipped_policy
from puhui.decision.money.price_table import STEP, drafted, priced_by_cost, probabilities_from_card
from puhui.decision.money.stack import Stack, stack_for
from puhui.decision.publishing import table_troubles
from puhui.kernel import Problem
from tests.decision.making import CHECKED, LAW, SCORECARD, TRADE, firm

CAP = Decimal("0.24")
TODAY = date(2026, 11, 24)
SHARE = st.decimals(0, "0.5", places=4)
STAY = ChurnAt(Decimal("0.05"), dict.fromkeys(Band, Decimal("0.1")))
LEAVE = ChurnAt(Decimal("0.09"), dict.fromkeys(Band, Decimal("0.9")))
TABLE = (STAY, ChurnAt(Decimal("0.07"), dict.fromkeys(Band, Decimal("0.3"))), LEAVE)


def test_a_price_covers_what_the_band_costs() -> None:
    """Band B: 5 % × 45 % lost, 2 % funding, 0.8 % running, 0.64 % for capital; 5.69 % of those who pay are
    5.99 %, which is 6 % in whole steps."""
    b = next(it for it in priced_by_cost(shipped_policy(), CAP) if it.band is Band.B)
    assert b.stack.expected_loss == Decimal("0.0225")
    assert b.stack.cost == Decimal("0.0369") + Decimal("0.02")
    assert b.annual_rate == Decimal("0.0600")


def test_the_shipped_prices_cover_what_their_bands_cost() -> None:
    """None of them lives on another band's borrowers."""
    for it in priced_by_cost(shipped_policy(), CAP):
        shipped = shipped_policy().look_up("price", {"band": it.band.value})["annual_rate"]
        assert it.least_rate <= Decimal(str(shipped))


@given(SHARE, SHARE, SHARE, SHARE, SHARE)
def test_the_least_rate_covers_everything_and_a_step_less_does_not(
    pd: Decimal, lgd: Decimal, funding: Decimal, operating: Decimal, capital: Decimal
) -> None:
    """At any costs: rounded up, because rounded down it would lose money."""
    stack = Stack(pd, lgd, funding, operating, capital)
    least = stack.least_rate(STEP)
    assert stack.earned(least) >= -Decimal("1e-20")
    assert stack.earned(least - STEP) < Decimal("1e-20")


@given(SHARE, SHARE, st.sampled_from([Decimal("0.12"), Decimal("0.24"), Decimal("0.2170")]))
def test_no_derived_price_passes_the_cap(funding: Decimal, lgd: Decimal, cap: Decimal) -> None:
    """A band whose costs pass it gets no price, with or without a table of rates."""
    for churn in ((), TABLE):
        instead = {"funding_cost": float(funding), "loss_given_default": float(lgd)}
        for it in priced_by_cost(shipped_policy(), cap, instead=instead, churn=churn):
            assert (it.annual_rate is None) == (it.least_rate > cap)
            assert it.annual_rate is None or it.least_rate <= it.annual_rate <= cap


def test_with_a_table_of_rates_the_best_that_covers_the_costs_is_taken() -> None:
    """At 9 % nine of ten leave; at 5 % band A earns little on many, at 7 % more on fewer."""
    a = next(it for it in priced_by_cost(shipped_policy(), CAP, churn=TABLE) if it.band is Band.A)
    assert (a.annual_rate, a.lost_share) == (Decimal("0.07"), Decimal("0.3"))


def test_a_draft_names_its_owner_and_source_and_has_nothing_wrong_with_it() -> None:
    """It can be published as it stands: every band that has costs has its row."""
    content = drafted(priced_by_cost(shipped_policy(), CAP), "pricing", "derived from costs", TODAY)
    assert table_troubles("price", json.loads(content), TODAY) == ()
    priced = shipped_policy().with_table("price", content)
    assert priced.tables["price"].table.meta.source == "derived from costs"
    assert priced.look_up("price", {"band": "B"})["annual_rate"] == pytest.approx(0.06)
    assert priced.look_up("price", {"band": "D"}).get("annual_rate") is None


def test_a_card_gives_each_band_the_worse_of_said_and_happened() -> None:
    """2 % was said of fifty firms and 4 % happened: band A costs 4 %. Band C has no row and keeps its own."""
    rows = [
        {"rows": 50, "said": 0.02, "happened": 0.04},
        {"rows": 30, "said": 0.05, "happened": 0.03},
        {"rows": 10, "said": 0.09, "happened": 0.10},
    ]
    card = json.dumps({"quality": {"calibration": rows}}).encode()
    found = probabilities_from_card(card, shipped_policy())
    assert found == {Band.A: Decimal("0.04"), Band.B: (30 * Decimal("0.05") + 10 * Decimal("0.10")) / 40}


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"quality": {}}', b'{"quality": {"calibration": [{"rows": 1}]}}']
)
def test_what_is_no_card_is_refused_with_a_sentence(content: bytes) -> None:
    """Never a stack trace."""
    assert isinstance(probabilities_from_card(content, shipped_policy()), Problem)


ANYTHING = st.fixed_dictionaries(
    {},
    optional={
        **{
            name: st.floats(0, 10 * (value or 1))
            for name, value in TRADE.items()
            if name not in {"top_buyer_share", "sales_6m_change"}
        },
        **{name: st.sampled_from([value, None]) for name, value in CHECKED.items()},
        "trade": st.sampled_from(["F", "C", "H", None]),
        "amount_fen": st.integers(500_000, 10**8),
        "subject": st.text("ABC123", min_size=1, max_size=8),
        "basis": st.sampled_from(["consent:1", "test"]),
        "as_of": st.dates(date(2026, 1, 1), date(2026, 11, 23)),
    },
)


@settings(max_examples=80, deadline=None)
@given(
    ANYTHING,
    st.sampled_from([(0.2, 0.05), (0.7, 0.05), (0.2, -0.6), (0.7, -0.6)]),
    st.sampled_from(EvidencePath),
)
def test_a_price_depends_on_nothing_but_band_product_and_day(
    changes: dict[str, Any], score: tuple[float, float], path: EvidencePath
) -> None:
    """Change who asks, for how much, how big, how indebted, in which trade, seen when: the rate of the band
    on the day of the contract stays the rate (PIPL 24). Only the two figures of the score move the band."""
    inputs = firm(path, **{**changes, "top_buyer_share": score[0], "sales_6m_change": score[1]})
    decision = decide(inputs, shipped_policy(), SCORECARD, LAW)
    wanted = shipped_policy().look_up("price", {"band": decision.band.value if decision.band else None})
    assert decision.annual_rate in {None, min(Decimal(str(wanted.get("annual_rate") or 0)), CAP)}


@pytest.mark.parametrize(
    "field", ["probability", "sales_12m_yuan", "amount_yuan", "trade", "neighbours_on_device"]
)
def test_a_price_table_that_looks_at_a_borrower_cannot_be_saved(field: str) -> None:
    """Not even at the score itself: two firms of one band pay the same."""
    document = json.loads(shipped_policy().contents["price"])
    column = document["nodes"][1]["content"]
    column["inputs"].append({"id": "in_person", "name": field, "field": field})
    found = table_troubles("price", document, TODAY)
    assert [(it.kind, it.column) for it in found] == [("missing", field)]
    assert "不按个人定" in found[0].what.zh


def test_on_another_day_another_cap_holds() -> None:
    """The cap is the rulebook's on the day of the contract, whatever a table says."""
    dear = shipped_policy().with_table(
        "price", shipped_policy().contents["price"].replace('"0.06"', '"0.30"').encode()
    )
    micro = replace(LAW, price_cap=Decimal("0.12"))
    assert decide(firm(), dear, SCORECARD, law_on(TODAY)).annual_rate == CAP
    assert decide(firm(), dear, SCORECARD, micro).annual_rate == Decimal("0.12")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.decimals("0.01", "0.35", places=4), min_size=1, max_size=8, unique=True), st.data())
def test_the_rate_of_a_band_is_one_of_the_published_ones(rates: list[Decimal], data: st.DataObject) -> None:
    """Elasticity is a table by band: what is chosen is a line of it, and none earns more."""
    lost = data.draw(st.lists(st.decimals(0, 1, places=2), min_size=len(rates), max_size=len(rates)))
    table = [ChurnAt(rate, dict.fromkeys(Band, share)) for rate, share in zip(rates, lost, strict=True)]
    policy = priced_by_churn(shipped_policy(), table, "test")
    for band in (Band.A, Band.B, Band.C):
        chosen = policy.look_up("price", {"band": band.value}).get("annual_rate")
        probability = {Band.A: "0.01", Band.B: "0.05", Band.C: "0.15"}[band]
        stack = stack_for(policy.look_up("pricing_basis", {"band": band.value}), Decimal(probability))
        earned = {at.annual_rate: (1 - at.lost_share[band]) * stack.earned(at.annual_rate) for at in table}
        if chosen is None:
            assert max(earned.values()) <= 0
        else:
            assert earned[Decimal(str(chosen))] == max(earned.values())
