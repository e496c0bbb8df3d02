"""A package holds what the consent names and nothing else, and a receiver believes nothing it can check."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.exchange import ApplicationPackage, check_package, pseudonym, read_package, written
from puhui.exchange.data import field_consents
from puhui.exchange.package.covered import beyond, fields_of
from puhui.ground import Work
from puhui.intake import consent_texts, sources
from puhui.kernel import Problem
from puhui.matching import shipped_catalogue
from tests.exchange.made_up import BANK, BUREAU, NOW, package


def checked(arrived: ApplicationPackage, recipient: str = BANK) -> Problem | None:
    """What Test Brook Bank says to a package."""
    return check_package(
        arrived, shipped_catalogue(), consent_texts(), NOW, recipient=recipient, cra_ids=(BUREAU,)
    )


def code_of(problem: Problem | None) -> tuple[str, str]:
    """Why it was refused, and at which place."""
    assert problem is not None, "it was accepted"
    return problem.code, str(problem.where)


def changed(**values: Any) -> bytes:
    """The JSON of a package with some of its members replaced, removed (None) or added."""
    body = json.loads(written(package()))
    for path, value in values.items():
        *above, name = path.split("__")
        inner = body
        for step in above:
            inner = inner[step]
        inner.pop(name, None)
        if value is not None:
            inner[name] = value
    return json.dumps(body).encode()


@pytest.mark.parametrize(("product", "months"), [("brook_shop_loan", 12), ("brook_tax_loan", 6)])
def test_a_true_package_is_accepted_and_read_back_as_it_was(product: str, months: int) -> None:
    """There and back without loss, and nothing wrong with it."""
    sent = package(product=product, months=months)
    arrived = read_package(written(sent))
    assert arrived == sent
    assert checked(sent) is None


def test_every_field_of_a_package_has_a_consent_that_covers_it() -> None:
    """The table names each field, and only fields of the consent text."""
    assert set(fields_of(package())) == set(field_consents())
    assert set(field_consents().values()) <= sources()["application_package"].fields


@given(st.sets(st.sampled_from(["identity", "application", "features", "decision"])))
def test_no_package_is_accepted_with_a_field_beyond_its_consent(consented: set[str]) -> None:
    """Whatever subset was consented to: what the subset does not cover is refused, the rest is not."""
    sent = package()
    given_consent = replace(sent.consent, fields=tuple(sorted(consented)))
    problem = checked(replace(sent, consent=given_consent))
    needed = set(field_consents().values())
    assert (problem is None) == (needed <= consented)
    if problem is not None:
        assert problem.code == "package.field.beyond_consent"


@pytest.mark.parametrize(
    "extra",
    [
        {"identity__bank_card": "9999000000000012"},
        {"features": {"sales_12_months": "1"}},
        {"credit_data__report": "…"},
        {"decision": {"outcome": "approve"}},
        {"consent__note": "x"},
    ],
)
def test_a_field_that_the_protocol_does_not_know_is_refused(extra: Mapping[str, Any]) -> None:
    """Figures and advice beside the bureau, a bank card, anything at all: the whole package is refused."""
    result = read_package(changed(**extra))
    assert isinstance(result, Problem)
    assert result.code == "package.field.beyond_consent"
    assert "9999000000000012" not in result.sentence()


def test_credit_data_without_a_licensed_bureau_is_refused() -> None:
    """断直连: without via_cra_id, or through a bureau that was not agreed on."""
    direct = read_package(changed(credit_data__via_cra_id=None))
    assert isinstance(direct, Problem)
    assert direct.code == "package.via_cra.missing"
    sent = package()
    assert sent.credit_data is not None
    elsewhere = replace(sent, credit_data=replace(sent.credit_data, via_cra_id="other_bureau"))
    assert code_of(checked(elsewhere))[0] == "package.via_cra.missing"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"total_cost_fen": 1}, "offer.total_cost_fen"),
        ({"apr_simple": Decimal("0.01")}, "offer.apr_simple"),
        ({"annual_rate": Decimal("0.01")}, "offer.annual_rate"),
        ({"months": 13}, "offer.months"),
        ({"amount_fen": 10**12}, "offer.amount_fen"),
        ({"quoted_on": date(2026, 11, 24)}, "offer.quoted_on"),
    ],
)
def test_an_offer_that_disagrees_with_our_own_product_is_refused(change: dict[str, Any], place: str) -> None:
    """Every figure of it is reckoned again; one fen is enough."""
    sent = package()
    problem = checked(replace(sent, offer=replace(sent.offer, **change)))
    assert code_of(problem) == ("package.offer.disagrees", place)


def test_an_offer_of_more_than_was_asked_for_is_refused() -> None:
    """However well it is reckoned: nobody asked for it."""
    asked = replace(package().application, amount_fen=package().offer.amount_fen - 1)
    refused = checked(replace(package(), application=asked))
    assert code_of(refused) == ("package.offer.disagrees", "offer.amount_fen")


@pytest.mark.parametrize(
    ("part", "name", "said"),
    [
        ("application", "borrower_kind", "alien"),
        ("application", "purpose", "gambling"),
        ("identity", "name", "   "),
        ("identity", "name", "测\u202e试"),
        ("identity", "business_name", "店\u0007"),
        ("identity", "resident_id", "990000199001010018"),
        ("identity", "resident_id", None),
        ("identity", "phone", "hello"),
        ("identity", "uscc", "92990000MA00TEX70J"),
        ("identity", "uscc", None),
        ("identity", "region", "xx"),
    ],
)
def test_somebody_who_cannot_be_is_refused_where_the_package_arrives(
    part: str, name: str, said: str | None
) -> None:
    """Accepted, its borrower would stand before a door that does not open; what was said is not repeated."""
    arrived = replace(package(), **{part: replace(getattr(package(), part), **{name: said})})
    refused = checked(arrived)
    assert code_of(refused) == ("package.applicant", f"{part}.{name}")
    assert refused is not None
    assert not said or said not in f"{refused.what}{refused.fix}"


def test_a_product_that_is_not_ours_is_unknown() -> None:
    """Also when somebody else sells it."""
    for product in ("moon_loan", "cloud_anyday"):
        assert code_of(checked(replace(package(), product=product)))[0] == "package.product.unknown"


def test_a_package_for_somebody_else_is_refused() -> None:
    """Whoever brings it."""
    assert code_of(checked(package(), "test_cloud_bank"))[0] == "package.recipient.forbidden"


def test_a_consent_that_has_ended_carries_nothing() -> None:
    """Its end is exclusive."""
    sent = package()
    ended = replace(sent, consent=replace(sent.consent, until=NOW))
    assert code_of(checked(ended))[0] == "package.consent.expired"
    in_time = replace(sent, consent=replace(sent.consent, until=NOW + timedelta(seconds=1)))
    assert checked(in_time) is None


def test_a_consent_to_other_words_or_to_another_bank_is_refused() -> None:
    """The hash is of the text with this bank named in it."""
    sent = package()
    other = package("test_cloud_bank", product="cloud_first_step", months=6).consent.text_hash
    for text_hash in ("0" * 64, other):
        problem = checked(replace(sent, consent=replace(sent.consent, text_hash=text_hash)))
        assert code_of(problem) == ("package.consent.other_words", "consent.text_hash")
    wrong_text = replace(sent, consent=replace(sent.consent, text_id="invoices"))
    assert code_of(checked(wrong_text))[0] == "package.consent.other_words"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"offer__amount_fen": "10000000"}, "offer.amount_fen"),
        ({"offer__amount_fen": -1}, "offer.amount_fen"),
        ({"application__months": True}, "application.months"),
        ({"identity__name": None}, "identity.name"),
        ({"package_id": "7"}, "package_id"),
        ({"version": 2}, "version"),
        ({"consent__fields": []}, "consent.fields"),
    ],
)
def test_a_field_that_is_missing_or_misspelt_is_named(change: Mapping[str, Any], place: str) -> None:
    """The place is told, the value is not."""
    result = read_package(changed(**change))
    assert isinstance(result, Problem)
    assert (result.code, result.where) == ("package.field", place)


@given(st.binary(max_size=300))
def test_anything_at_all_is_a_package_or_a_problem(content: bytes) -> None:
    """Never an exception."""
    assert isinstance(read_package(content), Problem)


def test_a_field_outside_the_table_is_nobodys_consent() -> None:
    """What is not in the table is refused under every consent."""
    assert code_of(beyond(["identity.shoe_size"], {"identity"})) == (
        "package.field.beyond_consent",
        "identity.shoe_size",
    )


def test_a_pseudonym_is_stable_for_one_recipient_and_another_for_the_next(work: Work) -> None:
    """Two banks cannot find out that they serve the same person."""
    subject_id = uuid4()
    first = pseudonym(work.vault, "test_brook_bank", subject_id)
    assert first == pseudonym(work.vault, "test_brook_bank", subject_id)
    assert first != pseudonym(work.vault, "test_cloud_bank", subject_id)
    assert first != pseudonym(work.vault, "test_brook_bank", uuid4())
    assert str(subject_id) not in first
