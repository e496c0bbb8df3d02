"""An offer as it is told and kept: names, range, price with every fee and payee, what happens next.

Pure. Amounts are whole fen and rates exact decimals written as text; every figure is `cost`'s.
"""

from typing import Any

from puhui.cost import Quote
from puhui.kernel import Text
from puhui.matching.model import FellOut, NamedFee, Offer
from puhui.rulebook import Rulebook


def told_offer(offer: Offer, rules: Rulebook) -> dict[str, Any]:
    """Everything a borrower sees of an offer before going anywhere."""
    product, institution = offer.product, offer.institution
    following = rules.reason("matching.next")
    return {
        "product_name": both(product.name),
        "institution_name": both(institution.name),
        "institution_contact": institution.contact,
        "method": product.method.value,
        "annual_rate": str(offer.quote.terms.annual_rate),
        "amount_range_fen": [product.amount_least_fen, product.amount_most_fen],
        "months_offered": sorted(product.months),
        "cap_basis": product.cap_basis.value,
        "quote": told_quote(offer.quote),
        "fees": [_fee(fee) for fee in product.fees],
        "next": {
            "zh": following.zh.format(institution=institution.name.zh),
            "en": following.en.format(institution=institution.name.en),
        },
        "host": "institution",
    }


def told_quote(quote: Quote) -> dict[str, Any]:
    """The true cost: what arrives, what is paid and when, and the yearly figures with their names."""
    return {
        "received_fen": quote.received_fen,
        "interest_fen": quote.interest_fen,
        "fees_fen": quote.fees_fen,
        "total_cost_fen": quote.total_cost_fen,
        "apr_simple": str(quote.apr_simple),
        "apr_effective": str(quote.apr_effective),
        "xirr": str(quote.xirr),
        "schedule": [
            {
                "due": item.due.isoformat(),
                "principal_fen": item.principal_fen,
                "interest_fen": item.interest_fen,
                "fees_fen": item.fees_fen,
            }
            for item in quote.schedule
        ],
    }


def told_fall(fell: FellOut) -> dict[str, Any]:
    """A product that is not offered, with every reason."""
    return {
        "product_name": both(fell.product.name),
        "institution_name": both(fell.institution.name),
        "reasons": [{"code": reason.code, **both(reason.text)} for reason in fell.reasons],
    }


def both(text: Text) -> dict[str, str]:
    """A sentence in both languages, as JSON keeps it."""
    return {"zh": text.zh, "en": text.en}


def _fee(named: NamedFee) -> dict[str, Any]:
    fee = named.charged
    return {
        "name": both(named.name),
        "payee": both(named.payee),
        "payee_type": fee.payee_type.value,
        "payer": fee.payer.value,
        "timing": fee.timing.value,
        "basis": fee.basis.value,
        "amount_fen": fee.amount_fen,
        "share": str(fee.share),
    }
