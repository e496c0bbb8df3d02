"""A product as somebody fills it in: every field looked at, and fields that have to agree."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, Final

from puhui.cost import DayCount, FeeBasis, FeeTiming, Method, PayeeType, Payer
from puhui.ground.publishing import Trouble
from puhui.intake import SubjectKind, purposes, sources
from puhui.matching.model import Catalogue, Scheme
from puhui.matching.publishing import wording
from puhui.matching.publishing.entries import (
    both,
    by_band,
    codes,
    date_of,
    day,
    is_fen,
    one_of,
    share,
    text,
)
from puhui.rulebook import Basis

CHANNELS: Final = ("facilitation", "licensed_lender", "microloan", "private_lending")

_OPTIONAL: Final = frozenset({"partner_share"})
_LONGEST_MONTHS: Final = 120
_MOST_FEES: Final = 20
_INDUSTRY: Final = re.compile(r"[A-T]?\d{2,4}")
_FEE_FIELDS: Final = frozenset(
    {"name", "payee", "payee_type", "timing", "basis", "amount_fen", "share", "payer"}
)
_Look = Callable[[str, object], Iterator[Trouble]]


def field_troubles(code: str, form: Mapping[str, Any], catalogue: Catalogue) -> Iterator[Trouble]:
    """Everything that is wrong with single fields and with fields beside each other, in the form's order."""
    looks: dict[str, _Look] = {
        "code": partial(_code, code),
        "institution": partial(_institution, code, catalogue),
        **_LOOKS,
    }
    yield from (wording.stray(str(name)) for name in form if name not in looks)
    for name, look in looks.items():
        if name in form:
            yield from look(name, form[name])
        elif name not in _OPTIONAL:
            yield wording.missing(name)
    yield from _same_bands(form)


def _code(code: str, _name: str, value: object) -> Iterator[Trouble]:
    if value != code:
        yield wording.other_code(code)


def _institution(code: str, catalogue: Catalogue, name: str, value: object) -> Iterator[Trouble]:
    """One of those that there are; whose product a code is does not change."""
    yield from one_of(name, value, catalogue.institutions)
    whose = next((it.institution for it in catalogue.products if it.code == code), value)
    if value != whose:
        yield wording.other_institution(str(whose))


def _active(_name: str, value: object) -> Iterator[Trouble]:
    span = value if isinstance(value, Mapping) else {}
    days = {name: date_of(span.get(name)) for name in ("from", "to")}
    yield from (wording.day(f"active.{name}") for name, found in days.items() if found is None)
    if days["from"] and days["to"] and days["from"] > days["to"]:
        yield wording.ends_before_it_begins()


def _amount(_name: str, value: object) -> Iterator[Trouble]:
    limits = value if isinstance(value, Mapping) else {}
    wrong = [name for name in ("least_fen", "most_fen") if not is_fen(limits.get(name), least_fen=1)]
    yield from (wording.amount(f"amount.{name}") for name in wrong)
    if not wrong and limits["least_fen"] > limits["most_fen"]:
        yield wording.least_above_most()


def _months(_name: str, value: object) -> Iterator[Trouble]:
    listed = value if isinstance(value, list) else []
    sound = all(type(it) is int and 1 <= it <= _LONGEST_MONTHS for it in listed)
    if not listed or not sound or len(set(listed)) < len(listed):
        yield wording.months(_LONGEST_MONTHS)


def _industries(_name: str, value: object) -> Iterator[Trouble]:
    listed = value if isinstance(value, list) else [None]
    if not all(isinstance(it, str) and _INDUSTRY.fullmatch(it) for it in listed):
        yield wording.industries()


def _same_bands(form: Mapping[str, Any]) -> Iterator[Trouble]:
    rates, appetite = form.get("rates"), form.get("appetite")
    if isinstance(rates, Mapping) and isinstance(appetite, Mapping) and set(rates) != set(appetite):
        yield wording.other_bands()


def _fees(_name: str, value: object) -> Iterator[Trouble]:
    if not isinstance(value, list) or len(value) > _MOST_FEES:
        yield wording.fees(_MOST_FEES)
        return
    for number, fee in enumerate(value):
        yield from _fee(f"fees.{number}", fee if isinstance(fee, Mapping) else {})


def _fee(at: str, fee: Mapping[str, Any]) -> Iterator[Trouble]:
    yield from (wording.stray(f"{at}.{str(name)[:40]}") for name in fee if name not in _FEE_FIELDS)
    yield from both(f"{at}.name", fee.get("name"))
    yield from both(f"{at}.payee", fee.get("payee"))
    for name, allowed in (("payee_type", PayeeType), ("timing", FeeTiming), ("basis", FeeBasis)):
        yield from one_of(f"{at}.{name}", fee.get(name), allowed)
    yield from one_of(f"{at}.payer", fee.get("payer", Payer.BORROWER), Payer)
    if fee.get("basis") == FeeBasis.AMOUNT:
        yield from [] if is_fen(fee.get("amount_fen"), least_fen=0) else [wording.amount(f"{at}.amount_fen")]
    else:
        yield from share(f"{at}.share", fee.get("share"))
    if fee.get("payee_type") == PayeeType.PLATFORM and fee.get("payer", Payer.BORROWER) == Payer.BORROWER:
        yield wording.fee_to_platform(at)


_LOOKS: Final[dict[str, _Look]] = {
    "owner": text,
    "source": text,
    "effective": day,
    "name": both,
    "active": _active,
    "borrower_kinds": partial(codes, allowed=SubjectKind),
    "scheme": partial(one_of, allowed=Scheme),
    "industries_excluded": _industries,
    "purposes": lambda name, value: codes(name, value, purposes()),
    "amount": _amount,
    "months": _months,
    "method": partial(one_of, allowed=Method),
    "day_count": partial(one_of, allowed=DayCount),
    "rates": by_band,
    "appetite": partial(by_band, most=Decimal("1.2")),
    "fees": _fees,
    "required_data": lambda name, value: codes(name, value, sources()),
    "channel": partial(one_of, allowed=CHANNELS),
    "cap_basis": partial(one_of, allowed=Basis),
    "partner_share": share,
    "commission_share": share,
}
"""In the order of the form."""
