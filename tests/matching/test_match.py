"""Matching: filters with all their reasons, ranking by expected cost, commission never."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import puhui.matching
from puhui.cost import cap_test
from puhui.decision import Band
from puhui.intake import SubjectKind, purposes, sources
from puhui.kernel import Outcome
from puhui.matching import (
    Catalogue,
    Matching,
    MatchRequest,
    match,
    read_catalogue,
    shipped_catalogue,
    shipped_chances,
)
from puhui.matching.filters import Case, reasons_against
from puhui.matching.match import partner_list_hash
from puhui.matching.ranking import approval_chance, expected_rate
from puhui.rulebook import PriceCap, rulebook

TODAY = date(2026, 11, 23)
SHOP = MatchRequest(
    application_id=UUID(int=1),
    outcome=Outcome.APPROVE,
    limit_fen=20_000_000,
    band=Band.B,
    amount_fen=30_000_000,
    months=12,
    purpose="stock",
    borrower_kind=SubjectKind.INDIVIDUAL_BUSINESS,
    region="990000",
    industry="5219",
    data=frozenset({"registration", "lists", "identity", "invoices", "debts"}),
    household_credit_fen=0,
)
"""A made-up shop that asked for 30万元, was advised 20万元, and consented to invoices and debts."""


def matched(
    request: MatchRequest = SHOP, catalogue: Catalogue | None = None, today: date = TODAY
) -> Matching:
    """What the shipped catalogue answers."""
    return match(request, catalogue or shipped_catalogue(), shipped_chances(), rulebook(), today)


def changed(code: str, **changes: object) -> Catalogue:
    """The shipped catalogue with one product changed."""
    shipped = shipped_catalogue()
    products = tuple(
        replace(it, **changes) if it.code == code else it  # type: ignore[arg-type]
        for it in shipped.products
    )
    return Catalogue(shipped.institutions, products)


def why(code: str, found: Matching) -> list[str]:
    """The codes of the reasons against one product."""
    return [
        reason.code.removeprefix("matching.")
        for fell in found.fell_out
        if fell.product.code == code
        for reason in fell.reasons
    ]


def test_three_institutions_and_ten_products_are_shipped_and_every_one_can_be_offered() -> None:
    """No product is decoration: for each one there is a borrower who gets it."""
    shipped = shipped_catalogue()
    assert (len(shipped.institutions), len(shipped.products)) == (3, 10)
    for product in shipped.products:
        fitting = replace(
            SHOP,
            borrower_kind=min(product.borrower_kinds),
            months=max(product.months),
            band=Band.A,
            purpose=min(product.purposes),
            amount_fen=product.amount_least_fen,
            data=frozenset(sources()),
            is_small_or_micro=True,
        )
        assert product.code in {it.product.code for it in matched(fitting).offers}


def test_a_shop_gets_its_offers_cheapest_expected_cost_first() -> None:
    """20万元 for twelve months in band B: the local bank first, the dear microlender last."""
    offers = matched().offers
    assert [it.product.code for it in offers] == [
        "brook_shop_loan",
        "cloud_invoice_credit",
        "cloud_guaranteed",
        "cloud_anyday",
        "lamp_quick_turn",
    ]
    first = offers[0]
    assert (first.rank, first.amount_fen, first.quote.total_cost_fen) == (1, 20_000_000, 1_055_190)
    assert [it.expected_rate for it in offers] == sorted(it.expected_rate for it in offers)


def test_a_guarantee_fee_counts_in_the_cost() -> None:
    """7.8 % with a guarantee fee of 0.2 % a month costs 12.1 %, and is ranked as that."""
    offer = next(it for it in matched().offers if it.product.code == "cloud_guaranteed")
    assert offer.quote.terms.annual_rate == Decimal("0.0780")
    assert round(offer.quote.apr_simple, 3) == Decimal("0.121")
    assert offer.features["all_in"] == str(offer.quote.apr_simple)


@pytest.mark.parametrize(
    ("changes", "product", "reason"),
    [
        ({"borrower_kind": SubjectKind.PERSON}, "brook_shop_loan", "borrower_kind"),
        ({"band": Band.C}, "brook_tax_loan", "band"),
        ({"borrower_kind": SubjectKind.ENTERPRISE}, "brook_shop_loan", "scheme_size"),
        ({"household_credit_fen": None}, "brook_shop_loan", "scheme_credit_unknown"),
        ({"household_credit_fen": 990_000_000}, "brook_shop_loan", "scheme_credit"),
        ({"industry": "7010"}, "brook_shop_loan", "industry"),
        ({"industry": "K7010"}, "brook_shop_loan", "industry"),
        ({"industry": None}, "brook_shop_loan", "industry_unknown"),
        ({"region": "440304"}, "brook_shop_loan", "territory"),
        ({"region": None}, "brook_shop_loan", "territory_unknown"),
        ({"amount_fen": 999}, "brook_shop_loan", "amount_small"),
        ({}, "cloud_first_step", "amount_large"),
        ({"months": 7}, "brook_shop_loan", "months"),
        ({}, "brook_equipment", "purpose"),
        ({"data": frozenset({"identity"})}, "brook_shop_loan", "data"),
    ],
)
def test_each_filter_says_why(changes: dict[str, object], product: str, reason: str) -> None:
    """One wrong thing, one reason: in words of each language alone, without an open placeholder."""
    found = matched(replace(SHOP, **changes))  # type: ignore[arg-type]
    assert reason in why(product, found)
    for fell in found.fell_out:
        assert fell.reasons
        assert not any("{" in said.text.zh + said.text.en for said in fell.reasons)
        assert not any(re.search("[一-鿿、]", said.text.en) for said in fell.reasons)


def test_missing_data_is_named_in_words() -> None:
    """By what it is called in each language, never by its code."""
    found = matched(replace(SHOP, data=frozenset({"identity"})))
    (said,) = next(it for it in found.fell_out if it.product.code == "brook_tax_loan").reasons[-1:]
    assert sources()["invoices"].text.zh in said.text.zh and sources()["invoices"].text.en in said.text.en
    assert "invoices" not in said.text.zh


def test_the_scheme_limit_is_inclusive() -> None:
    """1000万元 in all is still 普惠, one fen more is not."""
    at_limit = replace(SHOP, household_credit_fen=1_000_000_000 - 20_000_000)
    assert why("brook_shop_loan", matched(at_limit)) == []
    over = replace(at_limit, household_credit_fen=at_limit.household_credit_fen + 1)  # type: ignore[operator]
    assert why("brook_shop_loan", matched(over)) == ["scheme_credit"]


def test_an_online_bank_lends_everywhere_and_a_local_one_at_home() -> None:
    """Far away only the branchless bank is left."""
    offers = matched(replace(SHOP, region="440304")).offers
    assert {it.institution.code for it in offers} == {"test_cloud_bank"}


def test_all_reasons_are_told_in_the_order_of_the_filters() -> None:
    """Wrong kind, place, term and purpose: all four, in that order."""
    found = matched(
        replace(SHOP, borrower_kind=SubjectKind.PERSON, region="440304", months=7, purpose="farming")
    )
    assert why("brook_tax_loan", found) == ["borrower_kind", "territory", "months", "purpose", "data"]


def test_a_product_is_offered_on_its_first_and_last_day_only() -> None:
    """The day before and the day after, it says when it is open."""
    last = changed("brook_shop_loan", active_from=TODAY, active_to=TODAY)
    assert why("brook_shop_loan", matched(catalogue=last)) == []
    early = changed("brook_shop_loan", active_from=date(2026, 11, 24))
    assert why("brook_shop_loan", matched(catalogue=early)) == ["not_active"]


def test_an_institution_whose_list_has_run_out_gets_nobody() -> None:
    """Domain 0.2: no cooperation outside the list."""
    found = matched(today=date(2027, 10, 1))
    assert "partner_list" in why("brook_shop_loan", found)


def test_concentration_stops_at_its_limits() -> None:
    """25 % of net tier-1 capital with one partner, 50 % of all loans, 30 % of a co-lent loan."""
    shipped = shipped_catalogue()
    bank = shipped.institutions["test_brook_bank"]
    quarter = bank.concentration.net_tier1_capital_fen // 4

    def full(**held: int) -> list[str]:
        tight = replace(bank, concentration=replace(bank.concentration, **held))
        houses = {**shipped.institutions, bank.code: tight}
        return why("brook_shop_loan", matched(catalogue=Catalogue(houses, shipped.products)))

    assert full(with_platform_fen=quarter - SHOP.limit_fen) == []
    assert full(with_platform_fen=quarter - SHOP.limit_fen + 1_000) == ["concentration_one"]
    assert full(with_all_partners_fen=bank.concentration.all_loans_fen) == ["concentration_all"]
    thin = changed("cloud_guaranteed", partner_share=Decimal("0.29"))
    assert why("cloud_guaranteed", matched(catalogue=thin)) == ["partner_share"]


def test_nothing_above_the_cap_is_offered_on_the_products_own_basis() -> None:
    """22.5 % nominal is within 24 % simple and above 24 % effective: the basis decides."""
    rates = {Band.B: Decimal("0.225")}
    simple = changed("brook_shop_loan", rates=rates)
    assert why("brook_shop_loan", matched(catalogue=simple)) == []
    effective = changed("cloud_first_step", rates=rates, amount_most_fen=20_000_000)
    assert why("cloud_first_step", matched(catalogue=effective)) == ["price_cap"]


@pytest.mark.parametrize("outcome", [Outcome.REFER, Outcome.DECLINE])
def test_only_an_approval_has_offers(outcome: Outcome) -> None:
    """Referred or declined: no offer, and a sentence that nothing was given to anybody."""
    found = matched(replace(SHOP, outcome=outcome))
    assert (found.offers, found.fell_out) == ((), ())
    assert found.said is not None
    assert "没有向任何机构提供" in found.said.zh


def test_when_nothing_fits_it_says_so() -> None:
    """All ten fall out, with a sentence and their reasons."""
    found = matched(replace(SHOP, purpose="farming", borrower_kind=SubjectKind.ENTERPRISE))
    assert (len(found.offers), len(found.fell_out)) == (0, 10)
    assert found.said is not None


def test_commission_is_in_every_product_file_and_moves_nothing(tmp_path: Path) -> None:
    """Whatever the platform is paid, the same offers come in the same order with the same figures."""
    room = Path(puhui.matching.__file__).parent
    for folder in ("institutions", "products"):
        shutil.copytree(room / folder, tmp_path / folder)
    before = matched(catalogue=read_catalogue(tmp_path / "institutions", tmp_path / "products"))
    dearest_first = {it.product.code: it.rank for it in before.offers}
    for path in (tmp_path / "products").glob("*.yaml"):
        paid = f'commission_share: "{Decimal(dearest_first.get(path.stem, 1)) / 10}"'
        text, written = re.subn(r"commission_share:.*", paid, path.read_text("utf-8"))
        assert written == 1
        path.write_text(text, "utf-8")
    after = matched(catalogue=read_catalogue(tmp_path / "institutions", tmp_path / "products"))
    assert after == before


def test_equal_offers_are_ordered_by_their_code_and_the_files_order_does_not_matter() -> None:
    """Ties are broken the same way every time."""
    shipped = shipped_catalogue()
    first = next(it for it in shipped.products if it.code == "brook_shop_loan")
    twins = (replace(first, code="z_twin"), first, replace(first, code="a_twin"))
    ranked = [it.product.code for it in matched(catalogue=Catalogue(shipped.institutions, twins)).offers]
    assert ranked == ["a_twin", "brook_shop_loan", "z_twin"]
    backwards = Catalogue(shipped.institutions, tuple(reversed(shipped.products)))
    assert matched(catalogue=backwards) == matched()


def test_a_changed_partner_list_changes_its_hash() -> None:
    """The snapshot kept with the offer proves which list was looked at."""
    bank = shipped_catalogue().institutions["test_brook_bank"]
    longer = replace(bank, partner_list=replace(bank.partner_list, valid_to=date(2028, 1, 1)))
    assert partner_list_hash(bank) != partner_list_hash(longer)
    assert len(partner_list_hash(bank)) == 64


requests = st.builds(
    lambda **changes: replace(SHOP, **changes),
    band=st.sampled_from([Band.A, Band.B, Band.C, Band.D, None]),
    amount_fen=st.integers(1, 10**9),
    limit_fen=st.integers(0, 10**9),
    months=st.sampled_from([3, 6, 9, 12, 18, 24, 36, 7]),
    purpose=st.sampled_from(sorted(purposes())),
    borrower_kind=st.sampled_from(SubjectKind),
    region=st.sampled_from(["990000", "990100", "440304", None]),
    industry=st.sampled_from(["5219", "7010", "6620", None]),
    data=st.frozensets(st.sampled_from(sorted(sources()))),
    household_credit_fen=st.none() | st.integers(0, 2 * 10**9),
    is_small_or_micro=st.sampled_from([True, False, None]),
)


@settings(max_examples=60, deadline=None)
@given(requests)
def test_every_product_is_offered_or_says_why_and_no_offer_breaks_a_promise(request: MatchRequest) -> None:
    """Ten in, ten out; each offer within limit, range, consented data and the law's cap on its basis."""
    found = matched(request)
    assert len(found.offers) + len(found.fell_out) == 10
    assert all(fell.reasons for fell in found.fell_out)
    for offer in found.offers:
        product = offer.product
        assert offer.amount_fen == min(request.amount_fen, request.limit_fen)
        assert product.amount_least_fen <= offer.amount_fen <= product.amount_most_fen
        assert product.required_data <= request.data
        legal = rulebook().on(TODAY).price_cap(product.channel)
        assert cap_test(offer.quote, PriceCap(legal.value, product.cap_basis, legal.rule)).within
        case = Case(request, product, offer.institution, rulebook().on(TODAY), offer.amount_fen, offer.quote)
        assert reasons_against(case) == ()


rates = st.decimals(0, Decimal("0.24"), places=6)
shares = st.decimals(0, 1, places=4)


@given(rates, shares, shares)
def test_a_better_chance_never_ranks_worse(all_in: Decimal, one: Decimal, other: Decimal) -> None:
    """At the same cost, within the cap, the likelier offer has the lower expected rate."""
    low, high = sorted((one, other))
    cap = Decimal("0.24")
    assert expected_rate(all_in, high, cap) <= expected_rate(all_in, low, cap)
    assert all_in <= expected_rate(all_in, low, cap) <= cap


def test_a_chance_is_never_more_than_certain() -> None:
    """An appetite above one does not make a probability above one."""
    product = replace(shipped_catalogue().products[0], appetite={Band.A: Decimal("1.2")})
    assert approval_chance(product, Band.A, {Band.A: Decimal("0.9")}) == 1


WRONG: dict[str, Callable[[str], str]] = {
    "the platform takes nothing": lambda it: it.replace(
        "fees: []",
        "fees:\n  - {name: {zh: 服务费, en: Fee}, payee: {zh: 平台, en: Platform}, "
        'payee_type: platform, timing: each, basis: principal, share: "0.01"}',
    ),
    "in both languages": lambda it: it.replace(
        "fees: []", "fees:\n  - {name: 服务费, payee: 银行, payee_type: lender, timing: each, basis: amount}"
    ),
    "different bands": lambda it: re.sub(r"appetite: .*", 'appetite: {A: "1"}', it),
    "purposes": lambda it: re.sub(r"purposes: .*", "purposes: [lottery]", it),
    "misses commission_share": lambda it: re.sub(r"commission_share: .*", "", it),
    "in quotes": lambda it: re.sub(r"rates: .*", "rates: {A: 0.1, B: 0.1, C: 0.1}", it),
    "not in the catalogue": lambda it: re.sub(r"institution: .*", "institution: nobody", it),
    "amount_yuan": lambda it: re.sub(r"amount_yuan: .*", "amount_yuan: {least: 5, most: 1}", it),
    "says no owner": lambda it: re.sub(r"owner: .*", "", it),
}


@pytest.mark.parametrize("said", WRONG)
def test_a_file_that_is_wrong_names_itself_and_what_is_wrong(tmp_path: Path, said: str) -> None:
    """One broken product file: a ValueError with the file's name and the field."""
    room = Path(puhui.matching.__file__).parent
    good = (room / "products" / "brook_shop_loan.yaml").read_text("utf-8")
    (tmp_path / "broken.yaml").write_text(WRONG[said](good), "utf-8")
    with pytest.raises(ValueError, match=rf"broken\.yaml: .*{said}"):
        read_catalogue(room / "institutions", tmp_path)
