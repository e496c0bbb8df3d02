"""A share as people type it."""

from decimal import Decimal, InvalidOperation

from puhui.app.cli.quoted_terms import refuse


def a_share(written: str, option: str) -> float:
    """A share as 30% or 0.3.

    >>> a_share("30%", "--most"), a_share("0.3", "--most")
    (0.3, 0.3)
    """
    plain = written.strip()
    try:
        share = Decimal(plain.rstrip("%％")) / (100 if plain.endswith(("%", "％")) else 1)
    except InvalidOperation:
        refuse(option, written, "30%, 0.3")
    if not share.is_finite() or not 0 <= share <= 1:
        refuse(option, written, "30%, 0.3")
    return float(share)
