"""What may be agreed: within the cap of the day, no fee of the platform, a penalty within the law."""

from dataclasses import replace
from decimal import Decimal

import pytest

from puhui.cost import DayCount, Method, PayeeType
from puhui.ground import Work
from puhui.kernel import Problem
from puhui.loan import (
    AgreedTerms,
    confirm_cost_table,
    contract_text,
    draft_contract,
    facility_of,
    sign_contract,
)
from puhui.matching import NamedFee
from tests.loan.lending import MONTHLY, TERM, agreed, applied, bound_from, code_of, good, later
from tests.loan.stepping import shown

DEAR_MICRO = AgreedTerms(10_000_000, 12, Method.EQUAL_INSTALMENT, Decimal("0.20"), DayCount.THIRTY_360)
MICRO = {"price_channel": "microloan", "reference": None}


def test_terms_above_the_cap_are_neither_drafted_nor_signed(work: Work) -> None:
    """24 % on the basis of the product; a monthly fee of 1 % on top of 18 % is far above it."""
    asked = applied(work)
    dear = replace(TERM, annual_rate=Decimal("0.18"), fees=(replace_fee(MONTHLY, share=Decimal("0.01")),))
    assert code_of(draft_contract(work, agreed(asked, dear))) == "contract.price_cap"
    at_cap = replace(TERM, annual_rate=Decimal("0.24"))
    good(draft_contract(work, agreed(asked, at_cap)))


def test_the_cap_is_the_one_of_the_signing_day(work: Work) -> None:
    """A microloan of 20 % drafted in 2027 may not be signed in 2028, when the cap is four times LPR."""
    then = later(work, days=399)
    made = bound_from(then, good(draft_contract(then, agreed(applied(then), DEAR_MICRO, **MICRO))))
    in_2028 = later(then, days=10)
    seen = shown(in_2028, made)
    good(confirm_cost_table(later(in_2028), made.id, seen.document_hash))
    told = contract_text(in_2028, made.id)
    assert not isinstance(told, Problem)
    assert code_of(sign_contract(later(in_2028), made.id, told.hash, "测试一")) == "contract.price_cap"
    assert facility_of(work, made.id) is None


def test_a_fee_of_the_platform_on_the_borrower_is_refused(work: Work) -> None:
    """In any form (金规〔2025〕9号), whatever it is called and however small."""
    asked = applied(work)
    fee = replace_fee(MONTHLY, payee_type=PayeeType.PLATFORM, share=Decimal("0.00001"))
    assert (
        code_of(draft_contract(work, agreed(asked, replace(TERM, fees=(fee,))))) == "contract.fee_to_platform"
    )


@pytest.mark.parametrize("uplift", ["0.29", "0.51"])
def test_a_penalty_outside_the_legal_range_is_refused(work: Work, uplift: str) -> None:
    """Thirty to fifty percent on top (银发〔2003〕251号)."""
    terms = replace(TERM, penalty_uplift_share=Decimal(uplift))
    assert code_of(draft_contract(work, agreed(applied(work), terms))) == "contract.penalty"


def replace_fee(fee: NamedFee, **changes: object) -> NamedFee:
    """A fee with something else about it."""
    return replace(fee, charged=replace(fee.charged, **changes))  # type: ignore[arg-type]
