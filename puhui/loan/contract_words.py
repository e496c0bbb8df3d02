"""The contract in plain words, in both languages, from a table of clauses. Pure.

Every figure comes from `cost` or from what was agreed; a clause stands or falls with a fact of the agreement.
The same facts give the same text and the same hash anywhere, so what was read is what is signed.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from puhui.cost import Audience, FeeTiming, Instalment, Method, Payer, Quote, add_months, penalty_terms, quote
from puhui.intake import purposes
from puhui.kernel import Language, Text, format_percent, yuan
from puhui.loan.model import ContractText, NewContract
from puhui.loan.pricing import must_be_drawn_whole, penalty_line, terms_on
from puhui.loan.reference import limits, read_yaml
from puhui.matching import NamedFee
from puhui.rulebook import RulesOn, rulebook


@dataclass(frozen=True, slots=True)
class Borrower:
    """Who signs, and where the money goes, as the contract names them."""

    name: str = field(repr=False)
    id_masked: str = field(repr=False)
    card_masked: str = field(repr=False)


def contract_text_on(agreed: NewContract, borrower: Borrower, on: date) -> ContractText:
    """The whole contract as it would be signed on `on`."""
    priced = quote(terms_on(agreed.terms, agreed.terms.limit_fen, on))
    holding = facts(agreed, priced)
    zh = _told(agreed, borrower, priced, holding, Language.ZH)
    en = _told(agreed, borrower, priced, holding, Language.EN)
    return ContractText(Text(zh, en), text_hash(zh, en), f"{_table()['id']}@{_table()['version']}")


def text_hash(zh: str, en: str) -> str:
    """SHA-256 over both languages, in hexadecimal."""
    return hashlib.sha256(f"{zh}\0{en}".encode()).hexdigest()


def facts(agreed: NewContract, priced: Quote) -> frozenset[str]:
    """What holds of an agreement; a clause's `when` is one of these."""
    terms = agreed.terms
    deducted = priced.received_fen < terms.limit_fen
    by_day, flat = terms.method is Method.REVOLVING, terms.method is Method.FLAT
    told = {
        "via_platform": agreed.reference is not None,
        "revolving": by_day,
        "term_loan": not by_day,
        "redraw": terms.is_revolving,
        "has_fees": any(fee.charged.payer is Payer.BORROWER for fee in terms.fees),
        "flat": flat,
        "not_flat": not flat,
        "fees_deducted": deducted,
        "nothing_deducted": not deducted,
        "drawn_whole": must_be_drawn_whole(terms),
        "prepay_fee": bool(terms.prepayment_fee_share),
        "prepay_free": not terms.prepayment_fee_share,
    }
    return frozenset(name for name, holds in told.items() if holds)


def entrusted_above_fen(agreed: NewContract, rules: RulesOn) -> int:
    """Above it money goes straight to the supplier (domain 3)."""
    if agreed.audience is Audience.ENTERPRISE:
        return rules.value("working_capital.entrusted_payment_above").value_fen
    return rules.value("personal_loan.entrusted_payment_above", use=agreed.use).value_fen


def _told(
    agreed: NewContract, borrower: Borrower, priced: Quote, holding: frozenset[str], language: Language
) -> str:
    table = _table()
    values = _agreed_values(agreed, priced, language) | _cost_values(agreed, priced, language)
    values |= {"borrower": borrower.name, "id_masked": borrower.id_masked}
    values |= {"card_masked": borrower.card_masked}
    clauses = [row for row in table["clauses"] if row.get("when") is None or row["when"] in holding]
    numbered = (f"{n}. {_filled(row, language, values)}" for n, row in enumerate(clauses, 1))
    return "\n\n".join((_filled(table["title"], language, values), *numbered)) + "\n"


def _agreed_values(agreed: NewContract, priced: Quote, language: Language) -> dict[str, str]:
    terms, on = agreed.terms, priced.terms.drawdown
    rules = rulebook().on(on)
    forbidden = (use.text.in_(language) for use in rules.forbidden_uses())
    penalty = penalty_terms(terms.annual_rate, terms.penalty_uplift_share, penalty_line(on))
    return {
        "product": agreed.product_name.in_(language),
        "lender": agreed.lender_name.in_(language),
        "lender_contact": agreed.lender_contact,
        "limit": _money(terms.limit_fen),
        "months": str(terms.months),
        "signed_on": on.isoformat(),
        "ends_on": add_months(on, terms.months).isoformat(),
        "draw_within_days": str(limits()["draw_within_days"]),
        "rate": format_percent(terms.annual_rate),
        "day_count": _filled(_table()["day_counts"][terms.day_count.value], language, {}),
        "method": _filled(_table()["methods"][terms.method.value], language, {}),
        "purpose": purposes()[agreed.purpose].in_(language),
        "forbidden": _LISTED[language].join(forbidden),
        "entrusted_above": _money(entrusted_above_fen(agreed, rules)),
        "penalty": penalty.in_(language),
        "prepayment_share": format_percent(terms.prepayment_fee_share),
        "principal_first_after": str(int(rules.value("allocation.principal_first_after"))),
    }


def _cost_values(agreed: NewContract, priced: Quote, language: Language) -> dict[str, str]:
    fees = [fee for fee in agreed.terms.fees if fee.charged.payer is Payer.BORROWER]
    upfront = (fee for fee in fees if fee.charged.timing is FeeTiming.UPFRONT)
    lines = (_instalment(n, it, language) for n, it in enumerate(priced.schedule, 1))
    return {
        "apr_simple": format_percent(priced.apr_simple),
        "apr_effective": format_percent(priced.apr_effective),
        "total_cost": _money(priced.total_cost_fen),
        "interest": _money(priced.interest_fen),
        "fees": _money(priced.fees_fen),
        "received": _money(priced.received_fen),
        "fee_list": _LISTED[language].join(_fee(fee, language) for fee in fees),
        "upfront": _LISTED[language].join(fee.name.in_(language) for fee in upfront),
        "upfront_fen": _money(priced.terms.principal_fen - priced.received_fen),
        "schedule": "\n   " + "\n   ".join(lines),
    }


def _fee(fee: NamedFee, language: Language) -> str:
    table = _table()
    timing = _filled(table["timings"][fee.charged.timing.value], language, {})
    named = {"name": fee.name.in_(language), "payee": fee.payee.in_(language), "timing": timing}
    return _filled(table["fee"], language, named)


def _instalment(number: int, due: Instalment, language: Language) -> str:
    values = {
        "number": str(number),
        "due": due.due.isoformat(),
        "principal": _money(due.principal_fen),
        "interest": _money(due.interest_fen),
        "fees": _money(due.fees_fen),
        "total": _money(due.total_fen),
    }
    return _filled(_table()["instalment"], language, values)


def _filled(row: Mapping[str, Any], language: Language, values: Mapping[str, str]) -> str:
    return str(row[language.value]).format(**values)


def _money(amount_fen: int) -> str:
    return f"{yuan(amount_fen):,.2f}"


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_yaml(Path(__file__).parent / "texts" / "contract.yaml")
    return table


_LISTED: Final = {Language.ZH: "；", Language.EN: "; "}
