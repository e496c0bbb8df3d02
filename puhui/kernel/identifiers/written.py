"""How people write an identifier before it is checked: full-width digits, blanks, dashes, lower case."""

import unicodedata

_IGNORED = str.maketrans("", "", " \t\u3000-")


def tidy(written: str) -> str:
    """NFKC, upper case, without blanks and dashes.

    >>> tidy(" １１０１０５-19491231002x ")
    '11010519491231002X'
    """
    return unicodedata.normalize("NFKC", written).translate(_IGNORED).strip().upper()


def mask(value: str, keep_head: int, keep_tail: int) -> str:
    """What may be shown of a sensitive value.

    >>> mask("13800000000", 3, 2)
    '138******00'
    """
    if len(value) <= keep_head + keep_tail:
        return "*" * len(value)
    hidden = len(value) - keep_head - keep_tail
    return f"{value[:keep_head]}{'*' * hidden}{value[len(value) - keep_tail :]}"
