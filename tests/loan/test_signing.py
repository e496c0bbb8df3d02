"""The way to a signature: every step kept, none skipped, and nobody else goes it."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from puhui.ground import Work
from puhui.intake import Application, NewApplication, submit_application, withdraw_application
from puhui.kernel import Language, Problem
from puhui.loan import (
    ContractState,
    Drawdown,
    answer_suitability,
    bind_account,
    cancel_contract,
    close_contract,
    confirm_cost_table,
    contract,
    contract_for,
    contract_text,
    cost_table_hash,
    draft_contract,
    drawdowns_of,
    facility_of,
    reserve_drawdown,
    show_cost_table,
    sign_contract,
)
from tests.loan.lending import (
    ACCOUNT,
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
from tests.loan.stepping import borrowing


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
