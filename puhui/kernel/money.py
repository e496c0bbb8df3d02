"""Money is a whole number of fen (分), and this is the one place where anything is rounded to it.

There is no money class: an amount is an `int` whose name ends in `_fen`, so it adds, compares, hashes and
travels as JSON without ceremony, and a fraction of a fen cannot exist. What an amount is *worth in words*
(¥, 万元) is decided here as well, so that no page invents its own.
"""

from decimal import ROUND_HALF_UP, Decimal, DecimalException

from puhui.kernel.text import Text

FEN_PER_YUAN = 100
LARGEST_FEN = 10**18
"""No amount is larger; it fits a 64-bit column, and a slip like 1e999999 is answered at once."""
FEN_PER_WAN = 1_000_000
"""One 万元 is ten thousand yuan."""


def round_fen(amount_fen: Decimal) -> int:
    """Half-up to the fen (domain 2.3), away from zero for refunds as well.

    >>> round_fen(Decimal("0.5")), round_fen(Decimal("-0.5"))
    (1, -1)
    """
    return int(amount_fen.quantize(Decimal(1), ROUND_HALF_UP))


def fen(yuan: Decimal | int | str) -> int:
    """Fen from an exact amount of yuan.

    Raises ValueError when the amount has part of a fen, is no number, or is larger than any amount is.

    >>> fen("1499.99")
    149999
    """
    try:
        amount = Decimal(yuan) * FEN_PER_YUAN
    except DecimalException as error:
        raise ValueError(f"{yuan!r} is not an amount of yuan") from error
    if amount.is_finite() and abs(amount) > LARGEST_FEN:
        raise ValueError("that is more money than there is")
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise ValueError(f"{yuan} yuan is not a whole number of fen")
    return int(amount)


def yuan(amount_fen: int) -> Decimal:
    """The same amount in yuan, always with two decimals.

    >>> yuan(149_999)
    Decimal('1499.99')
    """
    return Decimal(amount_fen).scaleb(-2)


def format_yuan(amount_fen: int) -> str:
    """As written on a Chinese statement.

    >>> format_yuan(-123_456_789)
    '-¥1,234,567.89'
    """
    return f"{'-' if amount_fen < 0 else ''}¥{yuan(abs(amount_fen)):,.2f}"


def format_wan(amount_fen: int) -> str:
    """As said aloud about a limit: whole 万元 where it is whole, otherwise up to two decimals.

    >>> format_wan(30_000_000), format_wan(12_345_600)
    ('30万元', '12.35万元')
    """
    wan = (Decimal(amount_fen) / FEN_PER_WAN).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return f"{wan:,f}万元"


def say_amount(amount_fen: int) -> Text:
    """As a sentence says it: 万元 in Chinese (元 where it is less than one), yuan in English.

    >>> say_amount(12_345_600), say_amount(123_456)
    (Text(zh='12.35万元', en='¥123,456'), Text(zh='1,235元', en='¥1,235'))
    """
    whole = int(yuan(amount_fen).to_integral_value(ROUND_HALF_UP))
    zh = format_wan(amount_fen) if abs(amount_fen) >= FEN_PER_WAN else f"{whole:,}元"
    return Text(zh, format_yuan(whole * FEN_PER_YUAN).removesuffix(".00"))
