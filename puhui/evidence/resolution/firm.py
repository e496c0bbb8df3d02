"""A firm as some source writes it: a name, and whatever else stands beside it."""

from dataclasses import dataclass, field

from puhui.evidence.resolution.names import FirmName, fold_name, folded_text
from puhui.evidence.resolution.names.places import region_code
from puhui.evidence.resolution.names.short_names import NO_BRANDS, Brands
from puhui.kernel.identifiers import Uscc, parse_uscc


@dataclass(frozen=True, slots=True)
class Firm:
    """One record, folded. What is not known is empty; a code that fails its check is `uscc_written` only."""

    name: FirmName
    uscc: str = ""
    uscc_written: str = ""
    representative: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    registered_on: str = ""


def firm(
    name: str,
    *,
    uscc: str = "",
    representative: str = "",
    address: str = "",
    phone: str = "",
    registered_on: str = "",
    province: str = "",
    city: str = "",
    brands: Brands = NO_BRANDS,
) -> Firm:
    """Fold one record. The place of the name counts; the register's own columns stand in where it says none.

    >>> one = firm("测试小吃店", uscc="91350100M000100Y43", province="四川", city="成都")
    >>> one.name.place, one.uscc
    ('5101', '91350100M000100Y43')
    """
    seat = region_code(province, city)
    pieces = fold_name(name, seat, brands)
    if not pieces.place and seat:
        pieces = _placed(pieces, seat)
    code = parse_uscc(uscc) if uscc else None
    return Firm(
        pieces,
        str(code) if isinstance(code, Uscc) else "",
        folded_text(uscc),
        folded_text(representative),
        folded_text(address),
        phone_digits(phone),
        registered_on.strip()[:10],
    )


def phone_digits(written: str) -> str:
    """A number as it is dialled within the country; empty where it is too short to be one.

    >>> phone_digits("+86 199-0000-0001")
    '19900000001'
    """
    digits = "".join(character for character in written if character.isdigit() and character.isascii())
    digits = digits.removeprefix("86") if len(digits) > 11 else digits
    return digits if len(digits) >= 7 else ""


def _placed(pieces: FirmName, seat: str) -> FirmName:
    values = {name: getattr(pieces, name) for name in FirmName.__slots__}
    return FirmName(**{**values, "place": seat})
