"""The contract's text, and its signature: every step before it kept, the price within the cap on that day."""

import hmac
from datetime import date
from uuid import UUID

import orjson

from puhui.cost import add_months
from puhui.ground import Erased, Work
from puhui.intake import Status, Subject, application, folded, subject
from puhui.kernel import Problem, Text
from puhui.loan.contract_words import Borrower, contract_text_on
from puhui.loan.drawing import FacilityKind
from puhui.loan.events import CONTRACT_SIGNED
from puhui.loan.lender import lender_of
from puhui.loan.lifecycle import step
from puhui.loan.model import Contract, ContractState, ContractText
from puhui.loan.pricing import problem_with
from puhui.loan.service.disclosing import current_hash
from puhui.loan.service.steps import NOT_FOUND, found, held, take
from puhui.loan.store import contracts as store
from puhui.loan.store.facilities import open_facility
from puhui.loan.tables import signature

_SIGNED = frozenset({ContractState.SIGNED, ContractState.CLOSED})


def contract_text(work: Work, contract_id: UUID) -> ContractText | Problem:
    """The text to be signed, as of today; once signed, the text that was signed."""
    now = found(work, contract_id)
    if isinstance(now, Problem):
        return now
    if now.state in _SIGNED:
        return _signed_text(work, now)
    if problem := step(now.state, ContractState.SIGNED):
        return problem
    return _text_on(work, now, work.today())


def sign_contract(work: Work, contract_id: UUID, text_hash: str, typed_name: str) -> Contract | Problem:
    """Sign what was read, by typing one's own name; opens the line. Signed twice, it is signed once."""
    now = held(work, contract_id)
    if isinstance(now, Problem):
        return now
    if now.state in _SIGNED:
        kept = store.signature_of(work.connection, now.id)
        return now if kept is not None and kept.text_hash == text_hash else _OTHER_TEXT
    text = _ready(work, now, text_hash, typed_name)
    return text if isinstance(text, Problem) else _sign(work, now, text)


def _ready(work: Work, now: Contract, text_hash: str, typed_name: str) -> ContractText | Problem:
    """The text when nothing stands in the way of a signature, else what does."""
    today = work.today()
    unready = step(now.state, ContractState.SIGNED) or _application_ended(work, now) or _unread(work, now)
    borrower = subject(work, now.subject_id)
    if problem := unready or problem_with(now.agreed, today) or _other_name(borrower, typed_name):
        return problem
    text = _text_on(work, now, today)
    if isinstance(text, Problem):
        return text
    return text if hmac.compare_digest(text.hash.encode(), text_hash.encode()) else _OTHER_TEXT


def _unread(work: Work, now: Contract) -> Problem | None:
    """The facts behind the steps, looked at once more: answers that suit, today's table confirmed."""
    answered = store.newest_suitability(work.connection, now.id)
    if answered is None or not answered.suitable:
        return _NOT_SUITABLE
    confirmed = store.last_confirmed(work.connection, now.id)
    same = confirmed is not None and confirmed.document_hash == current_hash(work, now)
    return None if same else _READ_AGAIN


def _other_name(borrower: Subject | Problem, typed_name: str) -> Problem | None:
    if isinstance(borrower, Problem) or not borrower.name:
        return _WRONG_NAME
    return None if folded(borrower.name) == folded(typed_name) else _WRONG_NAME


def _sign(work: Work, now: Contract, text: ContractText) -> Contract | Problem:
    lender, today = lender_of(work), work.today()
    told = orjson.dumps([text.text.zh, text.text.en]).decode()
    row = {
        "contract_id": now.id,
        "institution": lender,
        "text_version": text.version,
        "text_hash": text.hash,
        "sealed_text": work.vault.seal(work.connection, now.subject_id, _TEXT, told),
        "cost_table_hash": current_hash(work, now),
        "signed_on": today,
        "at": work.now(),
        "actor": work.actor.id,
    }
    store.add(work.connection, signature, row)
    ends_on = add_months(today, now.terms.months)
    signed = take(work, now, ContractState.SIGNED, signed_on=today, ends_on=ends_on)
    line = (FacilityKind.BORROWER, str(now.id))
    open_facility(work.connection, lender, work.actor.mode, line, now.terms.limit_fen)
    work.post(CONTRACT_SIGNED, {"contract_id": str(now.id)}, str(now.id))
    return signed


def cost_table_hash(work: Work, contract_id: UUID) -> str | None:
    """The hash of the cost table that was confirmed and signed under; None before the signature."""
    now = found(work, contract_id)
    kept = None if isinstance(now, Problem) else store.signature_of(work.connection, now.id)
    return kept.cost_table_hash if kept else None


def _text_on(work: Work, now: Contract, on: date) -> ContractText | Problem:
    borrower = subject(work, now.subject_id)
    bound = store.newest_account(work.connection, now.id)
    if not isinstance(borrower, Subject) or bound is None:
        return NOT_FOUND
    who = Borrower(borrower.name, borrower.id_masked, bound.card_masked)
    return contract_text_on(now.agreed, who, on)


def _signed_text(work: Work, now: Contract) -> ContractText | Problem:
    kept = store.signature_of(work.connection, now.id)
    if kept is None:
        return NOT_FOUND
    told = work.vault.open(work.connection, now.subject_id, _TEXT, bytes(kept.sealed_text))
    if isinstance(told, Erased):
        return _ERASED
    zh, en = orjson.loads(told)
    return ContractText(Text(zh, en), kept.text_hash, kept.text_version)


def _application_ended(work: Work, now: Contract) -> Problem | None:
    asked = application(work, now.application_id)
    if isinstance(asked, Problem):
        return asked
    return _WITHDRAWN if asked.status in {Status.WITHDRAWN, Status.EXPIRED} else None


_TEXT = "loan.contract_text"
_NOT_SUITABLE = Problem(
    "contract.step.conflict",
    Text("适当性问题还没有通过。", "The suitability questions have not been answered so that it suits."),
    Text("请先回答这些问题。", "Answer them first."),
)
_READ_AGAIN = Problem(
    "disclosure.changed.conflict",
    Text("综合融资成本明示表与你确认时不同。", "The cost table is no longer the one that you confirmed."),
    Text("请重新打开、读完并确认，再签署。", "Open it again, read and confirm it, and sign then."),
)
_OTHER_TEXT = Problem(
    "contract.text.conflict",
    Text("你签署的不是当前这份合同文本。", "What you are signing is not the current text."),
    Text("请重新打开合同，读完后再签署。", "Open the contract again, read it, and sign then."),
)
_WRONG_NAME = Problem(
    "contract.typed_name",
    Text("输入的姓名与借款人姓名不一致。", "The typed name is not the borrower's."),
    Text("请输入你本人的姓名。", "Type your own name."),
    "typed_name",
)
_WITHDRAWN = Problem(
    "contract.application.closed",
    Text("这笔申请已经撤回或过期。", "This application was withdrawn or has expired."),
    Text("如仍需要借款，请重新申请。", "Apply again if you still need the loan."),
)
_ERASED = Problem(
    "contract.erased.gone", Text("这份合同的文本已删除。", "The text of this contract was erased.")
)
