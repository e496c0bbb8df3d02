"""A product that is being written: every field with its sentence, and the law's cap in every corner."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.cost import Terms, Unquotable, cap_test, quote
from puhui.ground.publishing import Trouble, errors_in
from puhui.matching import shipped_catalogue
from puhui.matching.product_file import product_from
from puhui.matching.publishing.checking import troubles_of
from puhui.matching.publishing.documents import documents_in, opened, row_from
from puhui.rulebook import PriceCap, rulebook
from tests.matching.publishing.writing import CODE, Document, document, fee

TODAY = date(2026, 11, 23)
CATALOGUE = shipped_catalogue()


def found(content: Document, code: str = CODE, day: date = TODAY) -> tuple[Trouble, ...]:
    """Everything that is wrong."""
    return troubles_of(code, content, CATALOGUE, day)


@pytest.mark.parametrize("product", CATALOGUE.products, ids=lambda it: it.code)
def test_a_shipped_product_is_the_same_as_json(product: Any) -> None:
    """Nothing is lost between a file and a form; only the one made to break the cap has a trouble."""
    content = opened(documents_in(None)[product.code])
    assert product_from(row_from(content), CATALOGUE.institutions) == product
    kinds = {it.kind for it in found(content, product.code)}
    assert kinds == ({"over_cap"} if product.code == "lamp_quick_turn" else set())


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"code": "another"}, "code"),
        ({"institution": "test_moon_bank"}, "institution"),
        ({"institution": "test_brook_bank"}, "institution"),
        ({"owner": " "}, "owner"),
        ({"effective": "soon"}, "effective"),
        ({"effective": "2026-02-30"}, "effective"),
        ({"name": {"zh": "云朵发票贷"}}, "name.en"),
        ({"active": {"from": "2027-01-01", "to": "2026-01-01"}}, "active.to"),
        ({"borrower_kinds": []}, "borrower_kinds"),
        ({"borrower_kinds": ["person", "person"]}, "borrower_kinds"),
        ({"scheme": "LUCK"}, "scheme"),
        ({"industries_excluded": ["casino"]}, "industries_excluded"),
        ({"purposes": ["gambling"]}, "purposes"),
        ({"amount": {"least_fen": 0, "most_fen": 100}}, "amount.least_fen"),
        ({"amount": {"least_fen": 200, "most_fen": 100}}, "amount.least_fen"),
        ({"amount": {"least_fen": 100.5, "most_fen": 1000}}, "amount.least_fen"),
        ({"months": [0, 12]}, "months"),
        ({"months": [12, 12]}, "months"),
        ({"months": [True]}, "months"),
        ({"method": "someday"}, "method"),
        ({"day_count": "31/365"}, "day_count"),
        ({"rates": {}}, "rates"),
        ({"rates": {"A": 0.08, "B": "0.1", "C": "0.12"}}, "rates.A"),
        ({"rates": {"A": "8%", "B": "0.1", "C": "0.12"}}, "rates.A"),
        ({"rates": {"A": "1.5", "B": "0.1", "C": "0.12"}}, "rates.A"),
        ({"rates": {"S": "0.05"}}, "rates.S"),
        ({"rates": {"A": "0.08"}}, "appetite"),
        ({"fees": [fee(amount_fen=-1)]}, "fees.0.amount_fen"),
        ({"fees": [fee(basis="principal")]}, "fees.0.share"),
        ({"fees": [fee(payee_type="platform")]}, "fees.0.payee_type"),
        ({"fees": [fee(timing="whenever")]}, "fees.0.timing"),
        ({"fees": [fee(surprise=1)]}, "fees.0.surprise"),
        ({"fees": "none"}, "fees"),
        ({"required_data": ["gossip"]}, "required_data"),
        ({"channel": "underground"}, "channel"),
        ({"cap_basis": "apr_lucky"}, "cap_basis"),
        ({"commission_share": "2"}, "commission_share"),
        ({"bonus": 1}, "bonus"),
    ],
)
def test_each_field_has_a_sentence_of_its_own(changes: Document, column: str) -> None:
    """Marked where it is, in both languages, with what to do."""
    told = found(document(**changes))
    assert column in {it.column for it in told}
    assert all(it.what.zh and it.what.en and it.fix.zh and it.fix.en for it in told)


def test_every_field_is_looked_at_and_not_only_the_first() -> None:
    """Three slips, three sentences; a field left out is one too."""
    content = document(owner="", months=[], rates={"A": "x", "B": "0.1", "C": "0.1"})
    content.pop("method")
    assert [it.column for it in found(content)] == ["owner", "months", "method", "rates.A"]


def test_a_product_dearer_than_the_cap_is_told_with_its_corner() -> None:
    """18 % is far below 24 %; with ¥100 taken from ¥5,000 for half a year it is not: the corner says so."""
    told = found(document(rates={"A": "0.13", "B": "0.14", "C": "0.18"}, fees=[fee()]))
    assert [(it.kind, it.column) for it in told] == [("over_cap", "rates.C")]
    corner = told[0].example
    assert corner is not None
    assert (corner["amount_fen"], corner["months"], corner["cap"]) == (500_000, 6, "0.24")
    assert Decimal(corner["measured"]) > Decimal("0.24")
    assert "¥5,000.00" in told[0].what.zh
    assert "24.00%" in told[0].what.en


def test_a_change_of_law_that_is_known_counts_already() -> None:
    """A microloan at 15 % is within 24 % today; from 2028 on the cap is four times LPR, which is 12 %."""
    content = document(channel="microloan", rates={"A": "0.15"}, appetite={"A": "1"})
    assert found(content) == ()
    content["active"] = {"from": "2026-01-01", "to": "2028-06-30"}
    (told,) = found(content)
    assert told.example is not None
    assert (told.example["day"], told.example["cap"]) == ("2028-01-01", "0.12")


def test_a_product_that_counts_days_is_held_in_every_month() -> None:
    """Actual days over 360: what is within the cap in February may not be in a month of 31 days."""
    content = document(
        method="bullet", day_count="actual/360", months=[1], rates={"A": "0.2360"}, appetite={"A": "1"}
    )
    in_february = _measured(content, date(2027, 2, 1))
    assert in_february <= Decimal("0.24")
    (told,) = found(content)
    assert told.kind == "over_cap"


def _measured(content: Document, day: date) -> Decimal:
    product = product_from(row_from(content), CATALOGUE.institutions)
    (rate,) = product.rates.values()
    terms = Terms(500_000, 1, product.method, rate, day, (), product.day_count)
    return quote(terms).apr_simple


def test_an_ended_product_may_be_published_as_such() -> None:
    """That is how one is taken off the shelf; a warning says what it means."""
    (told,) = found(document(active={"from": "2026-01-01", "to": "2026-11-22"}))
    assert (told.kind, told.severity.value) == ("ended", "warning")


def test_fees_that_eat_the_loan_have_no_price() -> None:
    """¥5,000 taken from ¥5,000: nobody receives anything."""
    (told,) = found(document(fees=[fee(amount_fen=500_000)]))
    assert told.kind == "price"


RATES = st.integers(0, 3600).map(lambda it: f"0.{it:04}")
FEES = st.lists(
    st.one_of(
        st.builds(lambda it: fee(amount_fen=it), st.integers(0, 30_000)),
        st.builds(
            lambda share, timing: fee(basis="principal", share=f"0.{share:04}", timing=timing),
            st.integers(0, 150),
            st.sampled_from(["upfront", "each", "end"]),
        ),
        st.builds(
            lambda share: fee(basis="balance", share=f"0.{share:04}", timing="each"), st.integers(0, 80)
        ),
    ),
    max_size=2,
)


@settings(max_examples=60, deadline=None)
@given(RATES, FEES, st.sampled_from(["equal_instalment", "interest_only", "flat"]), st.integers(5, 200))
def test_within_the_cap_at_the_corners_is_within_it_everywhere(
    rate: str, fees: list[Document], method: str, least_hundred: int
) -> None:
    """No amount between the smallest and the largest is dearer than the law where no corner is, but for the
    rounding of a fen."""
    least_fen = least_hundred * 10_000
    content = document(
        rates={"A": rate},
        appetite={"A": "1"},
        fees=fees,
        method=method,
        months=[3, 12],
        amount={"least_fen": least_fen, "most_fen": 4 * least_fen},
    )
    if errors_in(found(content)):
        return
    product = product_from(row_from(content), CATALOGUE.institutions)
    legal = rulebook().on(TODAY).price_cap(product.channel)
    for amount_fen in (
        least_fen,
        least_fen + 1,
        least_fen + 333,
        2 * least_fen - 7,
        3 * least_fen,
        4 * least_fen,
    ):
        for months in product.months:
            terms = Terms(
                amount_fen,
                months,
                product.method,
                Decimal(rate),
                TODAY,
                product.charged_fees,
                product.day_count,
            )
            cap = PriceCap(legal.value, product.cap_basis, legal.rule)
            measured = quote(terms).apr_simple
            assert cap_test(quote(terms), cap).within or measured - cap.value < Decimal("0.0001")


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(document(partner_share="0"))), JUNK)
def test_whatever_is_sent_is_answered_with_troubles(field: str, junk: Any) -> None:
    """Any JSON at all in place of a field: sentences, or a product that can be read; never an exception."""
    content = document(**{field: junk})
    told = found(content)
    if not any(it.kind in {"cell", "missing"} for it in told):
        try:
            product_from(row_from(content), CATALOGUE.institutions)
        except Unquotable:
            pytest.fail("a product without a trouble is one")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["name", "payee", "payee_type", "timing", "basis", "amount_fen", "share", "payer"]), JUNK
)
def test_whatever_is_sent_as_a_fee_is_answered_with_troubles(field: str, junk: Any) -> None:
    """The same inside a fee."""
    content = document(fees=[fee(**{field: junk})])
    if not any(it.kind in {"cell", "missing"} for it in found(content)):
        product_from(row_from(content), CATALOGUE.institutions)
