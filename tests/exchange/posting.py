"""Posting something signed to one of two sides, and what came of it."""

from collections.abc import Mapping

import httpx
from sqlalchemy import text

from puhui.exchange import SigningKeys, sign, written
from puhui.ground import SYSTEM
from puhui.kernel import new_id
from tests.exchange.made_up import package
from tests.exchange.two_sides import BANK, BANK_URL, PLATFORM_URL, Side


def a_package() -> bytes:
    """A true package for this bank."""
    return written(package(BANK, 12, "cloud_invoice_credit"))


def posted(
    side: Side,
    content: bytes,
    keys: SigningKeys,
    *,
    path: str = "/partner/v1/applications",
    signed: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
    kept: list[httpx.Request] | None = None,
) -> httpx.Response:
    """POST something to one side. `signed` are headers before the signature, `after` what somebody on the way
    changed; `kept` is where an eavesdropper notes the request."""
    url = PLATFORM_URL if side.ground.institution is None else BANK_URL
    headers = {
        "content-type": "application/json",
        "idempotency-key": str(new_id()),
        "x-puhui-to": side.ground.institution or "platform",
        "x-puhui-mode": "test",
        **(signed or {}),
    }
    request = sign(
        httpx.Request("POST", f"{url}{path}", headers=headers, content=content), keys, side.ground.clock
    )
    request.headers.update(after or {})
    if kept is not None:
        kept.append(request)
    response: httpx.Response = side.client.send(request)
    return response


def refused(response: httpx.Response, status: int, code: str) -> None:
    """A problem document with this code, in both respects."""
    assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert response.headers["content-type"] == "application/problem+json"


def rows(side: Side, table: str) -> int:
    """How many rows there are."""
    with side.ground.work(SYSTEM) as work:
        return int(work.connection.execute(text(f"SELECT count(*) FROM exchange.{table}")).scalar_one())
