"""The account that money goes to: the borrower's own, asked about with four factors, or none."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from puhui.evidence import VerificationResult
from puhui.ground import Work
from puhui.intake import consents_of, withdraw_consent
from puhui.kernel import Problem
from puhui.loan import BoundAccount, ContractState, NewAccount, account_of, bind_account, contract
from tests.loan.lending import ACCOUNT, CARD, Verifier, code_of, good, later
from tests.loan.stepping import confirmed


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (VerificationResult.MISMATCH, "account.check.mismatch"),
        (VerificationResult.NO_RECORD, "account.check.no_record"),
        (VerificationResult.ERROR, "account.check.unavailable"),
    ],
)
def test_only_a_match_binds_an_account(work: Work, result: VerificationResult, code: str) -> None:
    """An error is no match; nothing is bound and the try is kept."""
    made = confirmed(work)
    assert code_of(bind_account(work, made.id, ACCOUNT, Verifier(result))) == code
    assert account_of(work, made.id) is None
    assert good(contract(work, made.id)).state is ContractState.CONFIRMED
    kept = work.connection.execute(text("SELECT result FROM loan.account_check")).scalars().all()
    assert kept == [result.value]


def test_the_account_is_the_borrowers_own_and_asked_with_four_factors(work: Work) -> None:
    """Name and id number are the registered ones, phone and card the written ones; shown it is masked."""
    made = confirmed(work)
    verifier = Verifier()
    good(bind_account(work, made.id, ACCOUNT, verifier), ContractState.ACCOUNT_BOUND)
    asked = verifier.asked[0]
    assert (asked.name, asked.resident_id) == ("测试一", "990000199001010017")  # type: ignore[union-attr]
    bound = account_of(work, made.id)
    assert isinstance(bound, BoundAccount)
    assert bound.card_masked == "9999********0012"
    sealed = work.connection.execute(text("SELECT sealed_card FROM loan.account")).scalar_one()
    assert CARD.encode() not in bytes(sealed)


def test_somebody_elses_account_is_not_even_asked_about(work: Work) -> None:
    """Another holder's name is refused before any verifier hears of it."""
    made = confirmed(work)
    verifier = Verifier()
    other = NewAccount("测试二", CARD, "13800000000")
    assert code_of(bind_account(work, made.id, other, verifier)) == "account.holder.not_own"
    assert verifier.asked == []


def test_without_a_consent_nobody_is_asked_about_an_account(work: Work) -> None:
    """The gate holds here as everywhere: a consent that was taken back stops the check."""
    made = confirmed(work)
    given = consents_of(work, made.subject_id)
    assert not isinstance(given, Problem)
    for one in given:
        withdraw_consent(work, one.id)
    verifier = Verifier()
    assert code_of(bind_account(work, made.id, ACCOUNT, verifier)).startswith("consent.")
    assert verifier.asked == []


def test_a_card_that_cannot_be_one_is_refused_where_it_was_written(work: Work) -> None:
    """A wrong check digit is told at its field."""
    made = confirmed(work)
    wrong = bind_account(work, made.id, replace(ACCOUNT, bank_card="9999000000000013"), Verifier())
    assert isinstance(wrong, Problem)
    assert (wrong.code, wrong.where) == ("bank_card.check", "bank_card")


def test_cards_are_not_tried_out(work: Work) -> None:
    """After five checks in a day the sixth is refused; the next day one may try again."""
    made = confirmed(work)
    for _ in range(5):
        bind_account(work, made.id, ACCOUNT, Verifier(VerificationResult.MISMATCH))
    assert code_of(bind_account(work, made.id, ACCOUNT, Verifier())) == "account.tries.too_many"
    good(bind_account(later(work, days=1, seconds=1), made.id, ACCOUNT, Verifier()))


def test_bound_again_the_newer_account_counts(work: Work) -> None:
    """Until the signature the borrower may change their mind."""
    made = confirmed(work)
    good(bind_account(work, made.id, ACCOUNT, Verifier()))
    good(bind_account(work, made.id, replace(ACCOUNT, bank_card="9999000000000202"), Verifier()))
    bound = account_of(work, made.id)
    assert bound is not None
    assert bound.card_masked.endswith("0202")
