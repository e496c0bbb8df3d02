"""Where a borrower may be sent: the institution's registered page host and nowhere else (domain 0.5)."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from puhui.kernel import Problem, Text

ENTRY_PATH: Final = "/enter/"


def entry_problem(entry_url: str, page_host: str) -> Problem | None:
    """Why a borrower may not be sent there: another host is chaining to somebody else, plain http is open to
    anybody on the way.

    >>> entry_problem("https://apply.brook.example/enter/t-1", "apply.brook.example") is None
    True
    >>> entry_problem("https://apply.brook.example@other.example/enter/t-1", "apply.brook.example").code
    'entry.host.forbidden'
    """
    try:
        address = urlsplit(entry_url)
        host, netloc = address.hostname or "", address.netloc
    except ValueError:
        return _ELSEWHERE
    safe = address.scheme == "https" or (address.scheme == "http" and is_loopback(host))
    plain = not any(ord(letter) <= 32 or letter == "\\" for letter in entry_url)
    if not safe or not plain or netloc != page_host or not address.path.startswith(ENTRY_PATH):
        return _ELSEWHERE
    return None


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("10.0.0.1")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_ELSEWHERE: Final = Problem(
    "entry.host.forbidden",
    Text(
        "机构给出的入口不在它登记的页面主机上，没有打开。",
        "The institution's entry address is not on its registered page host; it was not opened.",
    ),
    Text(
        "请选择其他方案；机构需更正入口或重新登记。",
        "Choose another offer; the institution has to correct it.",
    ),
    "entry_url",
)
