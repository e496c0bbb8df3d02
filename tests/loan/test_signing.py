"""The way to a signature: every step kept, none skipped, nothing confirmed unread."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from puhui.cost import DayCount, Method, PayeeType
from puhui.evidence import VerificationResult
from puhui.ground import Actor, ActorKind, Mode, Work
from puhui.intake import (
    Application,
    NewApplication,
    consents_of,
    submit_application,
    withdraw_application,
    withdraw_consent,
)
from puhui.kernel import Language, Problem
from puhui.loan import (
    AgreedTerms,
    BoundAccount,
    Contract,
    ContractState,
    Disclosure,
    Drawdown,
    NewAccount,
    account_of,
    answer_suitability,
    bind_account,
    cancel_contract,
    close_contract,
    confirm_cost_table,
    contract,
    contract_for,
    contract_text,
    cost_table_hash,
    disclosure_of,
    draft_contract,
    drawdowns_of,
    facility_of,
    reserve_drawdown,
    show_cost_table,
    sign_contract,
)
from puhui.matching import NamedFee
from tests.loan.lending import (
    ACCOUNT,
    CARD,
    LENDER,
    MONTHLY,
    TERM,
    UPFRONT,
    Verifier,
    agreed,
    applied,
    bound_from,
    code_of,
    drafted,
    good,
    later,
    signed,
    signed_from,
    suiting,
)


def shown(work: Work, made: Contract) -> Disclosure:
    """The cost table, shown."""
    disclosure = show_cost_table(work, made.id, Language.ZH)
    assert isinstance(disclosure, Disclosure), disclosure
    return disclosure


def suited(work: Work) -> Contract:
    """A contract whose questions are answered."""
    made = drafted(work)
    return good(answer_suitability(work, made.id, suiting(work)), ContractState.SUITABLE)


def confirmed(work: Work) -> Contract:
    """A contract whose cost table was read and confirmed."""
    made = suited(work)
    seen = shown(work, made)
    return good(confirm_cost_table(later(work), made.id, seen.document_hash), ContractState.CONFIRMED)


def test_a_borrower_who_takes_every_step_signs_and_has_a_line(work: Work) -> None:
    """Draft, suitable, disclosed, confirmed, account bound, signed: the line is open for ¥100,000."""
    made = signed(work)
    line = facility_of(work, made.id)
    assert line is not None
    assert (line.limit_fen, line.reserved_fen, line.drawn_fen) == (10_000_000, 0, 0)
    assert made.signed_on == work.today()
    assert cost_table_hash(work, made.id) is not None
    assert contract_for(work, made.application_id) == made


def test_a_contract_comes_back_from_the_database_as_it_was_agreed(work: Work) -> None:
    """Rates, fees and words are kept exactly: to the digit and in both languages."""
    asked = applied(work)
    new = agreed(asked, replace(TERM, fees=(UPFRONT, MONTHLY), prepayment_fee_share=Decimal("0.0100")))
    assert good(draft_contract(work, new)).agreed == new


def test_drafting_twice_is_one_contract_and_other_terms_are_refused(work: Work) -> None:
    """One live contract an application; after a cancellation another may be drafted."""
    asked = applied(work)
    first = good(draft_contract(work, agreed(asked)))
    assert good(draft_contract(work, agreed(asked))).id == first.id
    assert code_of(draft_contract(work, agreed(asked, TERM))) == "contract.already"
    good(cancel_contract(work, first.id, "counter_offer"), ContractState.CANCELLED)
    assert good(draft_contract(work, agreed(asked, TERM))).id != first.id


def test_no_step_can_be_taken_before_the_one_before_it(work: Work) -> None:
    """Showing, confirming, binding and signing are all refused on a draft."""
    made = drafted(work)
    assert code_of(show_cost_table(work, made.id, Language.EN)) == "contract.step.conflict"
    assert code_of(confirm_cost_table(work, made.id, "0" * 64)) == "disclosure.changed.conflict"
    assert code_of(bind_account(work, made.id, ACCOUNT, Verifier())) == "contract.step.conflict"
    assert code_of(contract_text(work, made.id)) == "contract.step.conflict"
    assert code_of(sign_contract(work, made.id, "0" * 64, "测试一")) == "contract.step.conflict"


def test_the_table_cannot_be_confirmed_before_its_reading_time_is_over(work: Work) -> None:
    """By the server's clock: after nine seconds one is missing, after ten it is confirmed."""
    made = suited(work)
    seen = shown(work, made)
    assert (seen.readable_at - seen.shown_at).total_seconds() == seen.table.reading_seconds == 10
    early = confirm_cost_table(later(work, seconds=9), made.id, seen.document_hash)
    assert isinstance(early, Problem)
    assert early.code == "disclosure.too_early"
    assert "1 seconds" in early.what.en
    ready = later(work, seconds=10)
    good(confirm_cost_table(ready, made.id, seen.document_hash), ContractState.CONFIRMED)
    good(confirm_cost_table(ready, made.id, seen.document_hash), ContractState.CONFIRMED)


def test_shown_again_the_reading_time_begins_again(work: Work) -> None:
    """Whoever opens the table anew at eight seconds waits ten from then."""
    made = suited(work)
    shown(work, made)
    again = shown(later(work, seconds=8), made)
    early = confirm_cost_table(later(work, seconds=12), made.id, again.document_hash)
    assert code_of(early) == "disclosure.too_early"
    good(confirm_cost_table(later(work, seconds=18), made.id, again.document_hash))


def test_another_table_than_the_one_shown_cannot_be_confirmed(work: Work) -> None:
    """A hash from anywhere else is refused."""
    made = suited(work)
    shown(work, made)
    assert code_of(confirm_cost_table(later(work), made.id, "f" * 64)) == "disclosure.changed.conflict"


def test_both_instants_and_the_document_are_kept(work: Work) -> None:
    """What was on the screen, when, and when it was confirmed; the hash is of the document itself."""
    made = confirmed(work)
    row = work.connection.execute(
        text("SELECT encode(sha256(d.document::bytea), 'hex') = d.document_hash AS same, d.shown_at, c.at"
             " FROM loan.disclosure d JOIN loan.confirmation c ON c.disclosure_id = d.id")
    ).one()  # fmt: skip
    assert row.same
    assert (row.at - row.shown_at).total_seconds() == 10
    kept = disclosure_of(work, made.id)
    assert isinstance(kept, Disclosure)
    assert kept.confirmed_at == row.at


def test_a_changed_table_needs_to_be_read_again_before_signing(work: Work) -> None:
    """Actual days: a year over a 29 February costs a day more, and the old confirmation does not carry it."""
    made = bound_from(work, drafted(work))
    then = later(work, days=100)
    text_then = contract_text(then, made.id)
    assert not isinstance(text_then, Problem)
    assert code_of(sign_contract(then, made.id, text_then.hash, "测试一")) == "disclosure.changed.conflict"
    seen = shown(then, made)
    assert good(contract(work, made.id)).state is ContractState.DISCLOSED
    good(confirm_cost_table(later(then), made.id, seen.document_hash), ContractState.ACCOUNT_BOUND)
    good(sign_contract(later(then), made.id, text_then.hash, "测试一"), ContractState.SIGNED)


def test_looking_at_the_confirmed_table_again_takes_nothing_back(work: Work) -> None:
    """The same table, read and confirmed, may be opened as often as one likes."""
    made = confirmed(work)
    shown(later(work, minutes=5), made)
    assert good(contract(work, made.id)).state is ContractState.CONFIRMED


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


def test_nobody_signs_with_another_name_or_another_text(work: Work) -> None:
    """The typed name is the borrower's own, the hash that of today's text."""
    made = bound_from(work, drafted(work))
    told = contract_text(work, made.id)
    assert not isinstance(told, Problem)
    assert code_of(sign_contract(work, made.id, told.hash, "测试二")) == "contract.typed_name"
    assert code_of(sign_contract(work, made.id, "0" * 64, "测试一")) == "contract.text.conflict"
    assert facility_of(work, made.id) is None


def test_signing_twice_signs_once_and_the_signed_text_stays(work: Work) -> None:
    """The second signature gives the same contract; years later the text is still the one that was signed."""
    made = signed(work)
    told = contract_text(later(work, days=700), made.id)
    assert not isinstance(told, Problem)
    assert good(sign_contract(later(work), made.id, told.hash, "测试一")) == made
    assert code_of(sign_contract(later(work), made.id, "0" * 64, "测试一")) == "contract.text.conflict"
    assert "测试溪流银行" in told.text.zh
    count = work.connection.execute(text("SELECT count(*) FROM loan.signature")).scalar_one()
    assert count == 1


def test_a_withdrawn_application_is_not_signed(work: Work) -> None:
    """The borrower went away half way: the contract does not come about."""
    made = bound_from(work, drafted(work))
    told = contract_text(work, made.id)
    assert not isinstance(told, Problem)
    withdraw_application(work, made.application_id)
    assert code_of(sign_contract(work, made.id, told.hash, "测试一")) == "contract.application.closed"


def test_a_cancelled_contract_goes_no_further_and_a_signed_one_is_not_cancelled(work: Work) -> None:
    """Before the signature one may leave at any time, after it the contract lives on."""
    made = bound_from(work, drafted(work))
    good(cancel_contract(work, made.id, "consent_withdrawn"), ContractState.CANCELLED)
    assert code_of(contract_text(work, made.id)) == "contract.over.closed"
    kept = signed(work)
    assert code_of(cancel_contract(work, kept.id, "consent_withdrawn")) == "contract.over.closed"
    good(close_contract(work, kept.id), ContractState.CLOSED)


def test_terms_above_the_cap_are_neither_drafted_nor_signed(work: Work) -> None:
    """24 % on the basis of the product; a monthly fee of 1 % on top of 18 % is far above it."""
    asked = applied(work)
    dear = replace(TERM, annual_rate=Decimal("0.18"), fees=(replace_fee(MONTHLY, share=Decimal("0.01")),))
    assert code_of(draft_contract(work, agreed(asked, dear))) == "contract.price_cap"
    at_cap = replace(TERM, annual_rate=Decimal("0.24"))
    good(draft_contract(work, agreed(asked, at_cap)))


def test_the_cap_is_the_one_of_the_signing_day(work: Work) -> None:
    """A microloan of 20 % drafted in 2027 may not be signed in 2028, when the cap is four times LPR."""
    then = later(work, days=399)
    made = bound_from(then, good(draft_contract(then, agreed(applied(then), DEAR_MICRO, **MICRO))))
    in_2028 = later(then, days=10)
    seen = shown(in_2028, made)
    good(confirm_cost_table(later(in_2028), made.id, seen.document_hash))
    told = contract_text(in_2028, made.id)
    assert not isinstance(told, Problem)
    assert code_of(sign_contract(later(in_2028), made.id, told.hash, "测试一")) == "contract.price_cap"
    assert facility_of(work, made.id) is None


def test_a_fee_of_the_platform_on_the_borrower_is_refused(work: Work) -> None:
    """In any form (金规〔2025〕9号), whatever it is called and however small."""
    asked = applied(work)
    fee = replace_fee(MONTHLY, payee_type=PayeeType.PLATFORM, share=Decimal("0.00001"))
    assert (
        code_of(draft_contract(work, agreed(asked, replace(TERM, fees=(fee,))))) == "contract.fee_to_platform"
    )


@pytest.mark.parametrize("uplift", ["0.29", "0.51"])
def test_a_penalty_outside_the_legal_range_is_refused(work: Work, uplift: str) -> None:
    """Thirty to fifty percent on top (银发〔2003〕251号)."""
    terms = replace(TERM, penalty_uplift_share=Decimal(uplift))
    assert code_of(draft_contract(work, agreed(applied(work), terms))) == "contract.penalty"


def test_the_borrower_is_the_person_who_applied(work: Work) -> None:
    """Money never goes to somebody who did not ask for it."""
    asked = applied(work)
    other = NewApplication(asked.owner_id, 10_000_000, 12, "stock")
    second = submit_application(work, other)
    assert isinstance(second, Application)
    stranger = replace(agreed(asked), subject_id=asked.id)
    assert code_of(draft_contract(work, stranger)) == "contract.not_the_owner"


def test_another_borrower_does_not_find_the_contract(work: Work) -> None:
    """Not forbidden: not even there, for reading as for every step."""
    made = drafted(work)
    theirs = borrowing(work, UUID("0190c450-6c00-7000-8000-000000000007"))
    assert code_of(contract(theirs, made.id)) == "contract.not_found"
    assert code_of(answer_suitability(theirs, made.id, suiting(work))) == "contract.not_found"
    assert code_of(show_cost_table(theirs, made.id, Language.ZH)) == "contract.not_found"
    assert contract_for(theirs, made.application_id) is None


def test_the_borrower_goes_the_whole_way_by_themselves(work: Work) -> None:
    """From the questions to the signature and the first drawdown, as the person who applied."""
    made = drafted(work)
    own = borrowing(work, made.subject_id)
    signed_by_them = signed_from(own, made)
    assert contract_for(own, made.application_id) == signed_by_them
    drawn = reserve_drawdown(later(own), made.id, 1_000_000, "k-1")
    assert isinstance(drawn, Drawdown)
    assert drawdowns_of(own, made.id) == (drawn,)
    assert drawdowns_of(borrowing(work, made.application_id), made.id) == ()


def borrowing(work: Work, subject_id: UUID) -> Work:
    """The same work as a borrower who has come in."""
    actor = Actor(str(subject_id), ActorKind.BORROWER, frozenset({"borrower"}), Mode.TEST, LENDER)
    return replace(work, actor=actor)


def test_raw_sql_cannot_sign_or_change_what_was_agreed(work: Work) -> None:
    """The lender's own login is refused by the database itself."""
    drafted(work)
    for change in (
        "UPDATE loan.contract SET state = 'signed', signed_on = '2026-11-23', ends_on = '2027-11-23'",
        "UPDATE loan.contract SET limit_fen = limit_fen * 10",
        """UPDATE loan.contract SET agreed = jsonb_set(agreed, '{terms,annual_rate}', '"0.36"')""",
    ):
        with pytest.raises(IntegrityError), work.connection.begin_nested():
            work.connection.execute(text(change))


def replace_fee(fee: NamedFee, **changes: object) -> NamedFee:
    """A fee with something else about it."""
    return replace(fee, charged=replace(fee.charged, **changes))  # type: ignore[arg-type]


DEAR_MICRO = AgreedTerms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.20"), DayCount.THIRTY_360)
MICRO = {"price_channel": "microloan", "reference": None}
