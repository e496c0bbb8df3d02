"""Debts and verifications of an application: under consent, kept as answered, read back."""

from datetime import date

from puhui.evidence import (
    DebtSummary,
    HttpClient,
    HttpProvider,
    Registration,
    VerificationKind,
    VerificationResult,
    debts_of,
    declare_debts,
    facts,
    fetch_debts,
    fetch_registration,
    screen,
    verifications_of,
    verify_enterprise,
    verify_person,
)
from puhui.ground import ERASED, Work
from puhui.kernel import Problem, SystemClock
from tests.evidence.subjects import consented, shop

NOBODY = HttpProvider(HttpClient("http://127.0.0.1:1", timeout_seconds=0.5), SystemClock())


def test_debts_are_unknown_until_somebody_says_even_nothing(work: Work) -> None:
    """None before; an empty declaration is an answer."""
    owner_id, _ = shop(work)
    assert debts_of(work, owner_id) is None
    assert isinstance(declare_debts(work, owner_id, [], date(2026, 11, 1)), Problem)
    consented(work, owner_id, "debts")
    declare_debts(work, owner_id, [], date(2026, 11, 1))
    said = debts_of(work, owner_id)
    assert isinstance(said, DebtSummary)
    assert said.balance_fen == 0


def test_a_bureau_that_cannot_be_asked_leaves_debts_unknown(work: Work) -> None:
    """A problem, and nothing kept."""
    owner_id, _ = shop(work)
    consented(work, owner_id, "debts")
    assert isinstance(fetch_debts(work, owner_id, NOBODY), Problem)
    assert debts_of(work, owner_id) is None


def test_declared_debts_come_back_and_are_erased_with_the_key(work: Work) -> None:
    """Sealed as a whole; a wrong one refuses the list."""
    owner_id, _ = shop(work)
    consented(work, owner_id, "debts")
    debt = {"lender": "测试银行", "kind": "经营贷", "balance_yuan": "12000", "monthly_payment_yuan": "1000"}
    assert isinstance(declare_debts(work, owner_id, [debt, {}], date(2026, 11, 1)), Problem)
    declare_debts(work, owner_id, [debt], date(2026, 11, 1))
    said = debts_of(work, owner_id)
    assert isinstance(said, DebtSummary)
    assert (said.balance_fen, said.monthly_service_fen) == (1_200_000, 100_000)
    work.vault.destroy(work.connection, owner_id)
    assert debts_of(work, owner_id) is ERASED


def test_who_somebody_is_may_be_asked_only_under_their_consent(work: Work, provider: HttpProvider) -> None:
    """No consent, no question; with it, an answer that is remembered."""
    owner_id, firm_id = shop(work)
    assert isinstance(verify_person(work, provider, owner_id), Problem)
    consented(work, owner_id, "identity")
    verify_person(work, provider, owner_id)
    verify_person(work, provider, owner_id, bank_card="9999000000000012")
    verify_enterprise(work, provider, firm_id, owner_id)
    person, firm = verifications_of(work, owner_id), verifications_of(work, firm_id)
    assert set(person) == {VerificationKind.TWO_FACTOR, VerificationKind.FOUR_FACTOR}
    assert firm[VerificationKind.ENTERPRISE_FOUR_FACTOR].result is VerificationResult.MATCH
    assert all(one.reference for one in (*person.values(), *firm.values()))


def test_public_lists_need_no_consent_and_an_error_is_remembered_too(
    work: Work, provider: HttpProvider
) -> None:
    """What failed is a fact about what we know."""
    owner_id, _ = shop(work)
    screen(work, NOBODY, owner_id)
    failed = verifications_of(work, owner_id)[VerificationKind.LIST_SCREENING]
    assert (failed.result, failed.reason, failed.favourable) == (
        VerificationResult.ERROR,
        "unreachable",
        False,
    )
    screen(work, provider, owner_id)
    assert VerificationKind.LIST_SCREENING in verifications_of(work, owner_id)


def test_the_register_is_asked_and_its_answer_is_a_fact(work: Work, provider: HttpProvider) -> None:
    """Kept with the day it says, source `registration`, without a consent because it is public."""
    _, firm_id = shop(work)
    assert isinstance(fetch_registration(work, firm_id, provider), Registration)
    fact = facts(work, firm_id, "registration")[0]
    assert (fact.true_from, fact.consent_id) == (date(2019, 6, 18), None)
    assert fact.value["kind"] == "company"
    assert fact.value["capital"] == [50_000_000, "CNY"]
