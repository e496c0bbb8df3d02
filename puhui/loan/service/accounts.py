"""The account that the money goes to: four factors say it is the borrower's own, or there is none.

Only `MATCH` binds. An error of the verifier, no record or a mismatch is told and kept, and binds nothing
(domain 6: never treat ERROR as MATCH). The card is sealed under the borrower's own key.
"""

from datetime import timedelta
from uuid import UUID

from puhui.evidence import Verification, VerificationResult, Verifier, consent_for
from puhui.evidence.verification import FourFactor
from puhui.ground import Erased, Work
from puhui.intake import Identity, folded, identity_of
from puhui.kernel import Problem, Text, new_id
from puhui.kernel.identifiers import Mobile, parse_bank_card, parse_mobile
from puhui.loan.lender import lender_of
from puhui.loan.lifecycle import step
from puhui.loan.model import BoundAccount, Contract, ContractState, NewAccount
from puhui.loan.ports import Account
from puhui.loan.reference import limits
from puhui.loan.service.steps import NOT_FOUND, found, held, take
from puhui.loan.store import contracts as store
from puhui.loan.tables import account, account_check


def bind_account(work: Work, contract_id: UUID, new: NewAccount, verifier: Verifier) -> Contract | Problem:
    """Bind an account that four factors confirm as the borrower's own; bound again, the newer one counts.

    A refusal is kept: commit the `Work` all the same (`problem_answer`), so that tries are counted.
    """
    now = held(work, contract_id)
    if isinstance(now, Problem):
        return now
    factors = _too_soon(work, now) or _not_covered(work, now) or _factors(work, now, new)
    if isinstance(factors, Problem):
        return factors
    answer = verifier.verify(factors)
    check_id = _keep_answer(work, now, answer)
    if answer.result is not VerificationResult.MATCH:
        return _REFUSED[answer.result]
    _keep_account(work, now, factors, check_id)
    return take(work, now, ContractState.ACCOUNT_BOUND)


def account_of(work: Work, contract_id: UUID) -> BoundAccount | None:
    """The bound account as it may be shown."""
    now = found(work, contract_id)
    row = None if isinstance(now, Problem) else store.newest_account(work.connection, now.id)
    return BoundAccount(row.contract_id, row.card_masked, row.at, row.provider) if row else None


def open_account(work: Work, contract_id: UUID) -> Account | Problem:
    """The account in the open, for the payment rail alone. Every reading is in the audit trail."""
    now = found(work, contract_id)
    if isinstance(now, Problem):
        return now
    row = store.newest_account(work.connection, now.id)
    if row is None:
        return NOT_FOUND
    card = work.vault.open(work.connection, now.subject_id, _CARD, bytes(row.sealed_card))
    holder = work.vault.open(work.connection, now.subject_id, _HOLDER, bytes(row.sealed_holder))
    if isinstance(card, Erased) or isinstance(holder, Erased):
        return _ERASED
    work.audit("contract.account_read", f"contract:{now.id}")
    return Account(holder, card)


def _too_soon(work: Work, now: Contract) -> Problem | None:
    """Why no card may be asked about now."""
    if now.state is ContractState.DISCLOSED:
        return _READ_FIRST
    since = work.now() - timedelta(days=1)
    tried = store.count_of(work.connection, account_check, now.id, since)
    enough = _ENOUGH if tried >= limits()["account_tries_most"] else None
    return step(now.state, ContractState.ACCOUNT_BOUND) or enough


def _not_covered(work: Work, now: Contract) -> Problem | None:
    """The one gate: no factor is shown to a verifier without a standing consent to exactly that."""
    consent = consent_for(work, now.subject_id, "identity", "identity_verification", _FACTORS)
    return consent if isinstance(consent, Problem) else None


def _factors(work: Work, contract: Contract, new: NewAccount) -> FourFactor | Problem:
    identity = identity_of(work, contract.subject_id)
    if isinstance(identity, Problem):
        return identity
    if not _is_own(identity, new) or identity.resident_id is None:
        return _NOT_OWN
    card, phone = parse_bank_card(new.bank_card), parse_mobile(new.phone)
    if isinstance(card, Problem):
        return card.at("bank_card")
    if not isinstance(phone, Mobile):
        return phone.at("phone")
    return FourFactor(identity.name, identity.resident_id, phone.value, card.value)


def _is_own(identity: Identity, new: NewAccount) -> bool:
    return folded(identity.name) == folded(new.holder)


def _keep_answer(work: Work, contract: Contract, answer: Verification) -> UUID:
    check_id = new_id()
    row = {"id": check_id, "institution": lender_of(work), "contract_id": contract.id}
    row |= {"result": answer.result, "provider": answer.provider, "reference": answer.reference}
    row |= {"reason": answer.reason, "at": work.now(), "actor": work.actor.id}
    store.add(work.connection, account_check, row)
    work.audit("contract.account_checked", f"contract:{contract.id}", result=answer.result.value)
    return check_id


def _keep_account(work: Work, contract: Contract, factors: FourFactor, check_id: UUID) -> None:
    before = store.newest_account(work.connection, contract.id)
    card = parse_bank_card(factors.bank_card)
    row = {"check_id": check_id, "institution": lender_of(work), "contract_id": contract.id}
    row |= {"number": before.number + 1 if before else 1, "card_masked": str(card), "at": work.now()}
    row |= {
        "sealed_card": work.vault.seal(work.connection, contract.subject_id, _CARD, factors.bank_card),
        "sealed_holder": work.vault.seal(work.connection, contract.subject_id, _HOLDER, factors.name),
    }
    store.add(work.connection, account, row)


_FACTORS = ("name", "resident_id", "phone", "bank_card")
_CARD, _HOLDER = "loan.bank_card", "loan.holder"
_NOT_OWN = Problem(
    "account.holder.not_own",
    Text("收款账户必须是借款人本人名下的账户。", "The account must be the borrower's own."),
    Text("请填写本人姓名和本人的银行卡。", "Give your own name and a card of your own."),
    "holder",
)
_READ_FIRST = Problem(
    "contract.step.conflict",
    Text("请先确认综合融资成本明示表。", "Confirm the cost table first."),
    Text("读完后确认，再填写收款账户。", "Read it, confirm it, and give the account then."),
)
_ENOUGH = Problem(
    "account.tries.too_many",
    Text("今天核验的次数已经用完。", "The account has been checked too often today."),
    Text("请明天再试，或联系贷款机构。", "Try again tomorrow, or ask the lender."),
)
_ERASED = Problem("account.erased.gone", Text("这个账户的信息已删除。", "This account's data was erased."))
_TRY_AGAIN = Problem(
    "account.check.unavailable",
    Text("银行卡暂时无法核验，账户没有绑定。", "The card could not be checked just now; nothing was bound."),
    Text("请稍后再试。", "Try again later."),
)
_REFUSED = {
    VerificationResult.MISMATCH: Problem(
        "account.check.mismatch",
        Text(
            "姓名、身份证号、手机号与银行卡不一致，账户没有绑定。",
            "Name, id number, phone and card do not belong together; nothing was bound.",
        ),
        Text("请核对卡号和在银行预留的手机号。", "Check the card and the phone that the bank knows."),
    ),
    VerificationResult.NO_RECORD: Problem(
        "account.check.no_record",
        Text("没有查到这张银行卡，账户没有绑定。", "Nobody knows this card; nothing was bound."),
        Text("请换一张本人名下的银行卡。", "Use another card of your own."),
    ),
    VerificationResult.ERROR: _TRY_AGAIN,
}
