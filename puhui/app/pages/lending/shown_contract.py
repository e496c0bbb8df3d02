"""A contract's papers as they are read: the questions, the cost table, the words to be signed."""

from datetime import date, datetime
from math import ceil

from puhui.app.pages.views.lending.steps import ContingentLine, ContractSheet, CostLine, CostSheet, Question
from puhui.kernel import Text
from puhui.loan import Contract, ContractState, ContractText, Disclosure, suitability_questions


def questions(on: date) -> tuple[Question, ...]:
    """What is asked before the costs are shown, in the words of that day."""
    return tuple(
        Question(asked.code, asked.text, tuple((it.code, it.text) for it in asked.answers))
        for asked in suitability_questions(on)
    )


def cost_sheet(contract: Contract, shown: Disclosure, now: datetime) -> CostSheet:
    """The table that was shown, and how many seconds of reading are left by the server's clock."""
    table, names = shown.table, _payees(contract)
    left = ceil((shown.readable_at - now).total_seconds())
    return CostSheet(
        title=table.title,
        lender=contract.agreed.lender_name,
        principal_fen=table.principal_fen,
        received_fen=table.received_fen,
        months=contract.terms.months,
        method=contract.terms.method.value,
        lines=tuple(
            CostLine(
                it.name,
                it.collected,
                names.get(it.payee, _as_written(it.payee)),
                it.amount_fen,
                it.annualised,
            )
            for it in table.items
        ),
        total_cost_fen=table.total_cost_fen,
        apr_simple=table.apr_simple,
        apr_effective=table.apr_effective,
        contingent=tuple(
            ContingentLine(it.name, it.terms, names.get(it.payee, _as_written(it.payee)))
            for it in table.contingent
        ),
        statement=table.statement,
        notes=table.notes,
        document_hash=shown.document_hash,
        shown_at=shown.shown_at,
        reading_seconds=table.reading_seconds,
        seconds_left=0 if shown.confirmed_at else max(left, 0),
        confirmed_at=shown.confirmed_at,
    )


def contract_sheet(contract: Contract, text: ContractText, shown: Disclosure) -> ContractSheet:
    """The words and their hash, beside the figures that people look for in them."""
    signed = contract.state in {ContractState.SIGNED, ContractState.CLOSED}
    return ContractSheet(
        words=text.text,
        text_hash=text.hash,
        amount_fen=contract.terms.limit_fen,
        months=contract.terms.months,
        apr_simple=shown.table.apr_simple,
        signed_at=contract.state_at if signed else None,
    )


def _payees(contract: Contract) -> dict[str, Text]:
    """Who is paid, in both languages, by the name that the table writes."""
    fees = {fee.charged.payee: fee.payee for fee in contract.terms.fees}
    return fees | {contract.agreed.lender_name.zh: contract.agreed.lender_name}


def _as_written(payee: str) -> Text:
    return Text(payee, payee)
