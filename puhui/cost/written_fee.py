"""How people write a fee: `upfront:3000`, `each:0.4%`, `name=担保费,payee=guarantor,each=0.4%`.

A fee is *when* and *how much*, and may say who receives it, what it is called, who pays it and what it is a
share of. An amount is in yuan; with a percent sign it is a share of the original principal, or with
`of=balance` of what is still owed. Words are known by what they are, so `guarantor:each:0.4%` works as well;
what is not understood is never guessed.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from puhui.cost.model import Fee, FeeBasis, FeeTiming, PayeeType, Payer
from puhui.kernel import Problem, Text, fen

_TIMING_WORDS: Final = {
    FeeTiming.UPFRONT: ("upfront", "up-front", "once", "start", "一次性", "放款"),
    FeeTiming.EACH: ("each", "period", "per_period", "monthly", "每期", "每月"),
    FeeTiming.END: ("end", "final", "maturity", "到期"),
    FeeTiming.CONTINGENT: ("contingent", "违约"),
}
_TIMINGS: Final = {word: timing for timing, words in _TIMING_WORDS.items() for word in words}
_KEYS: Final = frozenset({"name", "payee", "payee_name", "payer", "of"})
_AMOUNT: Final = re.compile(r"¥?(\d[\d,]*(?:\.\d+)?)(%|元)?", re.ASCII)
_BETWEEN_PARTS: Final = re.compile(r"(?!,\d{3}(?:\D|$))[,;:、@]")
_EXAMPLES: Final = "upfront:3000 · each:400 · each:0.4% · end:100 · name=担保费,payee=guarantor,each=0.4%"


def parse_fee(written: str) -> Fee | Problem:
    """One fee as a person wrote it, or what is wrong with it.

    >>> fee = parse_fee("每期：0.4％")
    >>> fee.timing.value, fee.basis.value, fee.share
    ('each', 'principal', Decimal('0.004'))
    """
    said: dict[str, str] = {}
    for what, value in _parts(unicodedata.normalize("NFKC", written)):
        if what in said:
            return _not_understood(written)
        said[what] = value
    try:
        return _fee(said)
    except (KeyError, ValueError):
        return _not_understood(written)


def _parts(written: str) -> Iterator[tuple[str, str]]:
    for part in _BETWEEN_PARTS.split(written):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            yield _kind_of(key), key
        elif key.lower() in _TIMINGS:
            yield from (("timing", key), ("amount", value))
        else:
            yield (key.lower() if key.lower() in _KEYS else "unknown"), value


def _kind_of(word: str) -> str:
    if word.lower() in _TIMINGS:
        return "timing"
    if _AMOUNT.fullmatch(word):
        return "amount"
    return "payee" if word.lower() in set(PayeeType) else "name"


def _fee(said: dict[str, str]) -> Fee:
    if "unknown" in said or said.get("name") == "":
        raise ValueError("a part that means nothing here")
    payee_type = PayeeType(said.get("payee", PayeeType.LENDER).lower())
    basis, amount_fen, share = _amount(said["amount"], said.get("of", FeeBasis.PRINCIPAL))
    return Fee(
        name=said.get("name", "担保费" if payee_type is PayeeType.GUARANTOR else "服务费"),
        payee=said.get("payee_name", payee_type.value),
        payee_type=payee_type,
        timing=_TIMINGS[said["timing"].lower()],
        basis=basis,
        amount_fen=amount_fen,
        share=share,
        payer=Payer(said.get("payer", Payer.BORROWER).lower()),
    )


def _amount(written: str, of: str) -> tuple[FeeBasis, int, Decimal]:
    match = _AMOUNT.fullmatch(written)
    if not match:
        raise ValueError("not an amount")
    number = match[1].replace(",", "")
    if match[2] != "%":
        return FeeBasis.AMOUNT, fen(number), Decimal(0)
    share = Decimal(number) / 100
    if share > 1:
        raise ValueError("more than the whole")
    return FeeBasis(of.lower()), 0, share


def _not_understood(written: str) -> Problem:
    return Problem(
        "cost.fee.written",
        Text(f"看不懂费用“{written[:60]}”。", f'The fee "{written[:60]}" cannot be read.'),
        Text(
            f"写法：收取时间:金额（元）或比例。例如 {_EXAMPLES}",
            f"Write when:how much, in yuan or percent, for example {_EXAMPLES}",
        ),
    )
