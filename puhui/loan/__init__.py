"""loan: sign, draw down in two phases, keep the books; on the platform a mirror."""

from pathlib import Path

from puhui.loan.contract_words import entrusted_above_fen
from puhui.loan.drawing import Drawdown, DrawdownState, Facility, FacilityKind
from puhui.loan.http_rail import HttpRail
from puhui.loan.ledger import (
    AccountCode,
    BookedOtherwiseError,
    Entry,
    Line,
    Side,
    balances_of,
    balances_of_all,
    book,
    book_all,
    chart,
    credit,
    debit,
    entry_under,
    reverse,
    trial_balance,
)
from puhui.loan.lender import NobodyLendsError
from puhui.loan.model import (
    AgreedTerms,
    Answers,
    BoundAccount,
    Channel,
    Contract,
    ContractState,
    ContractStep,
    ContractText,
    Disclosure,
    NewAccount,
    NewContract,
)
from puhui.loan.ports import Account, Cancelled, Paid, PaymentRail, Refused, Unclear
from puhui.loan.pricing import penalty_uplift, terms_on
from puhui.loan.service.accounts import account_of, bind_account, open_account
from puhui.loan.service.checking import Difference, check_books
from puhui.loan.service.contracts import (
    cancel_contract,
    close_contract,
    contract,
    contract_for,
    contracts,
    draft_contract,
    is_before_signing,
)
from puhui.loan.service.disclosing import confirm_cost_table, disclosure_of, show_cost_table
from puhui.loan.service.expiring import expire_drawdowns
from puhui.loan.service.facilities import facilities, facility_of, programme, release, set_programme
from puhui.loan.service.looking import contract_history, drawdown, drawdown_terms, drawdowns, drawdowns_of
from puhui.loan.service.paying import pay_out, post_drawdown, recheck_drawdown, void_drawdown
from puhui.loan.service.reserving import reserve_drawdown
from puhui.loan.service.signing import contract_text, cost_table_hash, sign_contract
from puhui.loan.service.suiting import answer_suitability
from puhui.loan.suitability import Question, suitability_questions

MIGRATIONS = Path(__file__).parent / "migrations"

__all__ = [
    "MIGRATIONS",
    "Account",
    "AccountCode",
    "AgreedTerms",
    "Answers",
    "BookedOtherwiseError",
    "BoundAccount",
    "Cancelled",
    "Channel",
    "Contract",
    "ContractState",
    "ContractStep",
    "ContractText",
    "Difference",
    "Disclosure",
    "Drawdown",
    "DrawdownState",
    "Entry",
    "Facility",
    "FacilityKind",
    "HttpRail",
    "Line",
    "NewAccount",
    "NewContract",
    "NobodyLendsError",
    "Paid",
    "PaymentRail",
    "Question",
    "Refused",
    "Side",
    "Unclear",
    "account_of",
    "answer_suitability",
    "balances_of",
    "balances_of_all",
    "bind_account",
    "book",
    "book_all",
    "cancel_contract",
    "chart",
    "check_books",
    "close_contract",
    "confirm_cost_table",
    "contract",
    "contract_for",
    "contract_history",
    "contract_text",
    "contracts",
    "cost_table_hash",
    "credit",
    "debit",
    "disclosure_of",
    "draft_contract",
    "drawdown",
    "drawdown_terms",
    "drawdowns",
    "drawdowns_of",
    "entrusted_above_fen",
    "entry_under",
    "expire_drawdowns",
    "facilities",
    "facility_of",
    "is_before_signing",
    "open_account",
    "pay_out",
    "penalty_uplift",
    "post_drawdown",
    "programme",
    "recheck_drawdown",
    "release",
    "reserve_drawdown",
    "reverse",
    "set_programme",
    "show_cost_table",
    "sign_contract",
    "suitability_questions",
    "terms_on",
    "trial_balance",
    "void_drawdown",
]
