"""The cost table: shown, read for its time, confirmed as it was shown; a changed one is read again."""

from sqlalchemy import text

from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan import (
    ContractState,
    Disclosure,
    confirm_cost_table,
    contract,
    contract_text,
    disclosure_of,
    sign_contract,
)
from tests.loan.lending import bound_from, code_of, drafted, good, later
from tests.loan.stepping import confirmed, shown, suited


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
