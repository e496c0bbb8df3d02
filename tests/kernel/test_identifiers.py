"""Identifiers: every example of domain 7, and what one wrong digit does."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import Problem
from puhui.kernel.identifiers import (
    BankCard,
    Mobile,
    OrganisationCode,
    RegisteredAs,
    ResidentId,
    Uscc,
    parse_bank_card,
    parse_mobile,
    parse_organisation_code,
    parse_resident_id,
    parse_uscc,
)

TODAY = date(2026, 11, 23)
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALID_USCC = ["91350100M000100Y43", "91990000MA00TEX70J", "92990000MA00TEX70F", "93990000MA00TEX70C"]
VALID_IDS = ["11010519491231002X", "990000199001010017", "990000198503078885"]
VALID_CARDS = ["9999000000000012", "9999000000000000129"]


def code_of(parsed: object) -> str:
    assert isinstance(parsed, Problem)
    return parsed.code


@pytest.mark.parametrize("written", VALID_IDS)
def test_valid_resident_ids(written: str) -> None:
    """The standard's own example and the made-up ones of an unassigned region."""
    parsed = parse_resident_id(written, on=TODAY)
    assert isinstance(parsed, ResidentId)
    assert parsed.value == written


def test_what_a_resident_id_tells() -> None:
    """Birth date, sex and region are read off; the rest stays masked when printed."""
    parsed = parse_resident_id("11010519491231002x", on=TODAY)
    assert isinstance(parsed, ResidentId)
    assert (parsed.born, parsed.is_male, parsed.region) == (date(1949, 12, 31), False, "110105")
    assert "19491231" not in f"{parsed} {parsed!r}"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("440304199002290019", "resident_id.birth_date"),
        ("110105194912310021", "resident_id.check"),
        ("1101051949123100", "resident_id.shape"),
        ("11010519491231002Y", "resident_id.shape"),
        ("990000203001010017", "resident_id.birth_date"),
        ("", "resident_id.shape"),
    ],
)
def test_invalid_resident_ids(written: str, code: str) -> None:
    """29 February 1990 has a valid check character and never happened; the others are slips."""
    assert code_of(parse_resident_id(written, on=TODAY)) == code


def test_a_15_digit_id_is_completed() -> None:
    """Legacy: 19 goes in after the region and the check character is appended."""
    parsed = parse_resident_id("110105491231002", on=TODAY)
    assert isinstance(parsed, ResidentId) and parsed.value == "11010519491231002X"


@pytest.mark.parametrize("written", VALID_USCC)
def test_valid_usccs(written: str) -> None:
    """The standard's example and one of each kind of holder."""
    assert parse_uscc(written) == Uscc(written)


def test_what_the_prefix_of_a_uscc_tells() -> None:
    """91 an enterprise, 92 a 个体工商户, 93 a cooperative."""
    kinds = [uscc.registered_as for uscc in map(parse_uscc, VALID_USCC) if isinstance(uscc, Uscc)]
    assert kinds == [
        RegisteredAs.ENTERPRISE,
        RegisteredAs.ENTERPRISE,
        RegisteredAs.INDIVIDUAL_BUSINESS,
        RegisteredAs.COOPERATIVE,
    ]


@given(st.sampled_from(VALID_USCC), st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_one_wrong_character_of_a_uscc_is_caught(written: str, position: int, character: str) -> None:
    """Modulo 31, a prime, with weights that are never zero: every single change shows."""
    changed = written[:position] + character + written[position + 1 :]
    assert (changed == written) == isinstance(parse_uscc(changed), Uscc)


@given(st.sampled_from(VALID_IDS), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_digit_of_a_resident_id_is_caught(written: str, position: int, character: str) -> None:
    """ISO 7064 MOD 11-2: every single change shows."""
    changed = written[:position] + character + written[position + 1 :]
    assert (changed == written) == isinstance(parse_resident_id(changed, on=TODAY), ResidentId)


@given(st.sampled_from(VALID_IDS), st.integers(0, 16))
def test_two_neighbouring_digits_of_a_resident_id_swapped_are_caught(written: str, position: int) -> None:
    """The commonest slip of all, by the same standard."""
    swapped = written[:position] + written[position + 1] + written[position] + written[position + 2 :]
    assert (swapped == written) == isinstance(parse_resident_id(swapped, on=TODAY), ResidentId)


@pytest.mark.parametrize("written", VALID_CARDS)
def test_valid_bank_cards(written: str) -> None:
    """Sixteen and nineteen digits with a Luhn check."""
    assert parse_bank_card(written) == BankCard(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [("9999000000000013", "bank_card.check"), ("999900000012", "bank_card.shape"), ("", "bank_card.shape")],
)
def test_invalid_bank_cards(written: str, code: str) -> None:
    """A wrong check digit and a number too short."""
    assert code_of(parse_bank_card(written)) == code


@given(st.sampled_from(VALID_CARDS), st.integers(0, 18), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_a_card_is_caught(written: str, position: int, digit: str) -> None:
    """Luhn finds every single wrong digit."""
    position %= len(written)
    changed = written[:position] + digit + written[position + 1 :]
    assert (changed == written) == isinstance(parse_bank_card(changed), BankCard)


@pytest.mark.parametrize("written", ["D2143569-X", "MA00TEX7-0", "d2143569x"])
def test_valid_organisation_codes(written: str) -> None:
    """The standard's example, the one inside the made-up USCC, and small letters."""
    assert isinstance(parse_organisation_code(written), OrganisationCode)


@pytest.mark.parametrize(
    ("written", "code"),
    [("D2143569-0", "organisation_code.check"), ("D214356-X", "organisation_code.shape")],
)
def test_invalid_organisation_codes(written: str, code: str) -> None:
    """A wrong check and a missing character."""
    assert code_of(parse_organisation_code(written)) == code


@pytest.mark.parametrize("written", ["13800000000", "+86 199-0000-0000", "１３８００００００００"])
def test_valid_mobiles(written: str) -> None:
    """With the country code, dashes, or full-width digits."""
    assert isinstance(parse_mobile(written), Mobile)


@pytest.mark.parametrize("written", ["12800000000", "1380000000", "138000000000", "电话", "138x0000000"])
def test_invalid_mobiles(written: str) -> None:
    """The second digit is 3 to 9 and there are eleven."""
    assert code_of(parse_mobile(written)) == "mobile.shape"


@given(st.text(max_size=40))
def test_no_text_breaks_a_parser(written: str) -> None:
    """What is typed is an identifier or a problem, never an exception, and the problem repeats none of it."""
    for parsed in (
        parse_uscc(written),
        parse_resident_id(written, on=TODAY),
        parse_bank_card(written),
        parse_mobile(written),
        parse_organisation_code(written),
    ):
        if isinstance(parsed, Problem) and len(written) > 5:
            assert written not in parsed.sentence()
