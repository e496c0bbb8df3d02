"""From approved terms to a drafted contract: nothing about money is looked up again later."""

from typing import Final

from puhui.app.institution.case import Case
from puhui.cost import Audience, Method
from puhui.ground import Work
from puhui.intake import SubjectKind, subject
from puhui.kernel import Problem
from puhui.loan import AgreedTerms, NewContract
from puhui.matching import Lendable

_FIRMS: Final = frozenset({SubjectKind.ENTERPRISE, SubjectKind.COOPERATIVE})


def new_contract(work: Work, case: Case, terms: Lendable) -> NewContract:
    """The contract as the two sides would sign it. The owner signs, owes and receives."""
    product, lender, asked = case.product, case.lender, case.application
    return NewContract(
        application_id=asked.id,
        subject_id=asked.owner_id,
        product=product.code,
        product_name=product.name,
        lender_name=lender.name,
        lender_contact=lender.contact,
        terms=AgreedTerms(
            limit_fen=terms.amount_fen,
            months=terms.months,
            method=product.method,
            annual_rate=terms.annual_rate,
            day_count=product.day_count,
            fees=product.fees,
            is_revolving=product.method is Method.REVOLVING,
            cap_basis=product.cap_basis,
        ),
        reference=case.reference,
        audience=_audience(work, case),
        purpose=asked.purpose,
        price_channel=product.channel,
    )


def _audience(work: Work, case: Case) -> Audience:
    """A firm reads the enterprise form, a person and a 个体工商户 the personal one (domain 2.2)."""
    borrower = subject(work, case.application.enterprise_id or case.application.owner_id)
    is_firm = not isinstance(borrower, Problem) and borrower.kind in _FIRMS
    return Audience.ENTERPRISE if is_firm else Audience.PERSON
