"""Change an amount in a request that was already signed, as somebody on the way would."""

import json
import re

import httpx

_AMOUNT = re.compile(rb'("(?:\w+_)?fen":\s*)(\d+)')
YUAN_FEN = 100


def with_another_amount(request: httpx.Request) -> httpx.Request:
    """The same request with its first amount one yuan higher; unchanged where it names none.

    >>> with_another_amount(httpx.Request("POST", "http://x", content=b'{"amount_fen": 5}')).content
    b'{"amount_fen": 105}'
    """
    body = _AMOUNT.sub(_one_yuan_more, request.read(), count=1)
    headers = [(name, value) for name, value in request.headers.raw if name.lower() != b"content-length"]
    return httpx.Request(request.method, request.url, headers=headers, content=body)


def told_about_money(request: httpx.Request) -> tuple[str, str] | None:
    """Kind and drawdown of an event that tells of money moved or reserved; None for anything else."""
    try:
        told = json.loads(request.read())
    except ValueError:
        return None
    body = told.get("body") if isinstance(told, dict) else None
    if not isinstance(body, dict) or "drawdown_ref" not in body or not _AMOUNT.search(request.read()):
        return None
    return str(told.get("kind")), str(body["drawdown_ref"])


def _one_yuan_more(found: re.Match[bytes]) -> bytes:
    return found[1] + str(int(found[2]) + YUAN_FEN).encode()
