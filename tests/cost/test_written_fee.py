"""A fee is understood however a careful person writes it, and never guessed."""

from decimal import Decimal

import pytest

from puhui.cost import Fee, FeeBasis, FeeTiming, PayeeType, Payer, parse_fee
from puhui.kernel import Problem


@pytest.mark.parametrize(
    ("written", "timing", "basis", "amount_fen", "share"),
    [
        ("upfront:3000", FeeTiming.UPFRONT, FeeBasis.AMOUNT, 300_000, "0"),
        ("upfront=3,000.50元", FeeTiming.UPFRONT, FeeBasis.AMOUNT, 300_050, "0"),
        ("upfront:3%", FeeTiming.UPFRONT, FeeBasis.PRINCIPAL, 0, "0.03"),
        ("each:400", FeeTiming.EACH, FeeBasis.AMOUNT, 40_000, "0"),
        ("each:0.4%", FeeTiming.EACH, FeeBasis.PRINCIPAL, 0, "0.004"),
        ("each:0.4%,of=balance", FeeTiming.EACH, FeeBasis.BALANCE, 0, "0.004"),
        ("每期：0.4％", FeeTiming.EACH, FeeBasis.PRINCIPAL, 0, "0.004"),
        ("end:100", FeeTiming.END, FeeBasis.AMOUNT, 10_000, "0"),
        ("contingent:3%", FeeTiming.CONTINGENT, FeeBasis.PRINCIPAL, 0, "0.03"),
    ],
)
def test_short_forms(written: str, timing: FeeTiming, basis: FeeBasis, amount_fen: int, share: str) -> None:
    """When, how much, and of what."""
    fee = parse_fee(written)
    assert isinstance(fee, Fee)
    assert (fee.timing, fee.basis, fee.amount_fen, fee.share) == (timing, basis, amount_fen, Decimal(share))


@pytest.mark.parametrize(
    "written", ["guarantor:each:0.4%", "0.4%@each,payee=guarantor", "担保费:guarantor:每月:0.4%"]
)
def test_words_are_known_by_what_they_are(written: str) -> None:
    """The order does not matter, and a word of one's own is the fee's name."""
    fee = parse_fee(written)
    assert isinstance(fee, Fee)
    assert (fee.name, fee.payee_type, fee.timing) == ("担保费", PayeeType.GUARANTOR, FeeTiming.EACH)
    assert fee.share == Decimal("0.004")


def test_the_long_form_names_the_payee() -> None:
    """name=担保费,payee=guarantor,each=0.4%: who receives it is part of a fee."""
    fee = parse_fee("name=担保费,payee=guarantor,payee_name=测试担保,each=0.4%,payer=lender")
    assert fee == Fee("担保费", "测试担保", PayeeType.GUARANTOR, FeeTiming.EACH, FeeBasis.PRINCIPAL,
                      share=Decimal("0.004"), payer=Payer.LENDER)  # fmt: skip


@pytest.mark.parametrize(
    "written",
    ["", "3000", "upfront", "upfront:", "upfront:-5", "each:0.004", "each:101%", "each:NaN", "sometimes:3",
     "upfront:3,each:4", "payee=nobody,each:4", "colour=red,each:4", "each:1e400",
     "of=moon,each:1%", "each:NaN%", "each:4,each:4", "a,b,each:4", ",each:4", "each:4:5"],
)  # fmt: skip
def test_what_cannot_be_read_is_answered_with_examples(written: str) -> None:
    """Never a guess: the sentence shows how a fee is written."""
    problem = parse_fee(written)
    assert isinstance(problem, Problem)
    assert problem.fix is not None and "each:0.4%" in problem.fix.zh
