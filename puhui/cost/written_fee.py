"""How people write a fee: `upfront:3000`, `each:0.4%`, `name=担保费,payee=guarantor,each=0.4%`.

The short form is *when:how much*, the long one a list of `key=value`. An amount is in yuan; with a percent
sign it is a share of the original principal, or with `of=balance` of what is still owed.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final

from puhui.cost.model import Fee, FeeBasis, FeeTiming, PayeeType, Payer
from puhui.kernel import Problem, Text, fen

_TIMINGS: Final = {
    "upfront": FeeTiming.UPFRONT,
    "一次性": FeeTiming.UPFRONT,
    "each": FeeTiming.EACH,
    "每期": FeeTiming.EACH,
    "end": FeeTiming.END,
    "到期": FeeTiming.END,
    "contingent": FeeTiming.CONTINGENT,
    "违约": FeeTiming.CONTINGENT,
}
_KEYS: Final = frozenset({"name", "payee", "payee_name", "payer", "of"})
_EXAMPLES: Final = "upfront:3000 · each:400 · each:0.4% · end:100 · name=担保费,payee=guarantor,each=0.4%"


def parse_fee(written: str) -> Fee | Problem:
    """One fee as a person wrote it, or what is wrong with it.

    >>> fee = parse_fee("每期：0.4％")
    >>> fee.timing.value, fee.basis.value, fee.share
    ('each', 'principal', Decimal('0.004'))
    """
    pairs = _pairs(unicodedata.normalize("NFKC", written))
    timings = [word for word in pairs if word in _TIMINGS]
    unknown = pairs.keys() - _KEYS - _TIMINGS.keys()
    if len(timings) != 1 or unknown:
        return _problem(written)
    try:
        basis, amount_fen, share = _amount(pairs[timings[0]], pairs.get("of", "principal"))
        payee_type = PayeeType(pairs.get("payee", PayeeType.LENDER))
        payer = Payer(pairs.get("payer", Payer.BORROWER))
    except (ValueError, InvalidOperation):
        return _problem(written)
    timing = _TIMINGS[timings[0]]
    name = pairs.get("name", "服务费" if payee_type is not PayeeType.GUARANTOR else "担保费")
    payee = pairs.get("payee_name", payee_type.value)
    return Fee(name, payee, payee_type, timing, basis, amount_fen, share, payer)


def _pairs(written: str) -> dict[str, str]:
    parts = re.split(r"(?!,\d{3}(?:\D|$))[,;、]", written)
    split = [re.split(r"[=:]", part, maxsplit=1) for part in parts if part.strip()]
    return {pair[0].strip().lower(): pair[1].strip() for pair in split if len(pair) == 2}


def _amount(written: str, of: str) -> tuple[FeeBasis, int, Decimal]:
    tidy = written.replace(",", "").removesuffix("元").removeprefix("¥").strip()
    if tidy.endswith("%"):
        share = Decimal(tidy[:-1]) / 100
        if not share.is_finite() or not 0 <= share <= 1:
            raise ValueError("a share lies between 0 and 1")
        return FeeBasis({"owed": "balance"}.get(of, of)), 0, share
    amount_fen = fen(tidy)
    if amount_fen < 0:
        raise ValueError("a fee is not negative")
    return FeeBasis.AMOUNT, amount_fen, Decimal(0)


def _problem(written: str) -> Problem:
    return Problem(
        "cost.fee.written",
        Text(f"看不懂费用“{written[:60]}”。", f'The fee "{written[:60]}" cannot be read.'),
        Text(
            f"写法：收取时间:金额（元）或比例。例如 {_EXAMPLES}",
            f"Write when:how much, in yuan or percent, for example {_EXAMPLES}",
        ),
    )
