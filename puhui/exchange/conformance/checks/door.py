"""At the door: who signed it, when, for whom, and whether anybody changed it on the way."""

from datetime import timedelta
from typing import Final

import httpx

from puhui.exchange.canonical import canonical
from puhui.exchange.client import Reply
from puhui.exchange.conformance.bench import PACKAGES, Bench, accepted, must, refused
from puhui.exchange.conformance.model import Check
from puhui.exchange.signing import SigningKeys, sign
from puhui.kernel import Text, new_id

_SANDBOX: Final = "/partner/v1/sandbox/applications"
_TOO_LONG: Final = timedelta(minutes=11)


def signed_is_accepted(bench: Bench) -> None:
    accepted(bench.client.packages())


def unsigned_is_refused(bench: Bench) -> None:
    refused(bench.client.send_as_is(bench.client.request("GET", PACKAGES)), "signature.", status=401)


def stale_is_refused(bench: Bench) -> None:
    refused(bench.later(-_TOO_LONG).packages(), "signature.stale", status=401)


def future_is_refused(bench: Bench) -> None:
    refused(bench.later(_TOO_LONG).packages(), "signature.stale", status=401)


def replayed_is_refused(bench: Bench) -> None:
    request = sign(bench.client.request("GET", PACKAGES), bench.client.keys, bench.client.clock)
    accepted(bench.client.send_as_is(request))
    refused(bench.client.send_as_is(request), "signature.replayed")


def changed_body_is_refused(bench: Bench) -> None:
    request = _signed(bench, "POST", _SANDBOX, canonical({}))
    refused(_send_changed(bench, request, content=canonical({"a": 1})), "signature.", status=401)


def changed_query_is_refused(bench: Bench) -> None:
    request = _signed(bench, "GET", f"{PACKAGES}?at_most=1")
    changed = request.url.copy_with(query=b"at_most=2")
    refused(_send_changed(bench, request, url=changed), "signature.", status=401)


def changed_key_is_refused(bench: Bench) -> None:
    request = _signed(bench, "POST", _SANDBOX, canonical({}))
    request.headers["idempotency-key"] = str(new_id())
    refused(bench.client.send_as_is(request), "signature.", status=401)


def unknown_key_is_refused(bench: Bench) -> None:
    refused(bench.as_stranger().packages(), "signature.key", status=401)


def forged_is_refused(bench: Bench) -> None:
    """Our key's name under somebody else's signature."""
    ours, theirs = bench.client.keys, bench.stranger
    forged = SigningKeys(ours.key_id, ours.public_key_text, theirs.private)
    request = sign(bench.client.request("GET", PACKAGES), forged, bench.client.clock)
    refused(bench.client.send_as_is(request), "signature.", status=401)


def unknown_version_is_refused(bench: Bench) -> None:
    request = bench.client.request("GET", PACKAGES)
    request.headers["x-puhui-version"] = "99"
    reply = bench.client.send(request)
    refused(reply, "partner.version")
    must(
        "1" in str(reply.body.get("detail")),
        "拒绝时没有列出支持的版本。",
        "It does not list what is supported.",
    )


def other_recipient_is_refused(bench: Bench) -> None:
    request = bench.client.request("GET", PACKAGES)
    request.headers["x-puhui-to"] = "somebody_else"
    refused(bench.client.send(request), "signature.recipient")


def refusal_speaks_both_languages(bench: Bench) -> None:
    request = bench.client.request("GET", PACKAGES)
    told = set()
    for language in ("zh", "en"):
        request.headers["accept-language"] = language
        reply = bench.client.send_as_is(request)
        must(
            reply.headers.get("content-type", "").startswith("application/problem+json")
            and bool(reply.body.get("detail")),
            "拒绝不是 problem+json，或没有说明。",
            "The refusal is no problem+json, or says nothing.",
        )
        told.add(reply.body["detail"])
    must(len(told) == 2, "两种语言的说明相同。", "Both languages say the same.")


def retry_is_answered_as_before(bench: Bench) -> None:
    key = str(new_id())
    first, again = (
        accepted(bench.client.send(bench.client.request("POST", _SANDBOX, canonical({}), key=key)))
        for _ in range(2)
    )
    must(first == again, "同一个幂等键做了两次。", "The same idempotency key was done twice.")
    other = bench.client.request("POST", _SANDBOX, canonical({"other": "content"}), key=key)
    refused(bench.client.send(other), "idempotency.")


def _signed(bench: Bench, method: str, path: str, content: bytes = b"") -> httpx.Request:
    return sign(bench.client.request(method, path, content), bench.client.keys, bench.client.clock)


def _send_changed(
    bench: Bench, request: httpx.Request, *, content: bytes | None = None, url: httpx.URL | None = None
) -> Reply:
    """The signature of one request on another."""
    headers = [it for it in request.headers.multi_items() if it[0] != "content-length"]
    body = request.read() if content is None else content
    changed = httpx.Request(request.method, url or request.url, headers=headers, content=body or None)
    return bench.client.send_as_is(changed)


DOOR: Final = (
    Check(
        "signed_accepted",
        Text("正确签名的请求被接受", "A rightly signed request is accepted"),
        signed_is_accepted,
    ),
    Check(
        "unsigned_refused",
        Text("没有签名的请求被拒绝", "An unsigned request is refused"),
        unsigned_is_refused,
    ),
    Check("stale_refused", Text("过期的签名被拒绝", "A stale signature is refused"), stale_is_refused),
    Check(
        "future_dated_refused",
        Text("签名时间在将来的请求被拒绝", "A signature from the future is refused"),
        future_is_refused,
    ),
    Check("replayed_refused", Text("重放的请求被拒绝", "A replayed request is refused"), replayed_is_refused),
    Check(
        "wrong_digest_refused",
        Text("内容与摘要不符被拒绝", "A body that is not the signed one is refused"),
        changed_body_is_refused,
    ),
    Check(
        "changed_query_refused",
        Text("签名后改动的参数被拒绝", "A query changed after signing is refused"),
        changed_query_is_refused,
    ),
    Check(
        "changed_idempotency_key_refused",
        Text("签名后改动的幂等键被拒绝", "An idempotency key changed after signing is refused"),
        changed_key_is_refused,
    ),
    Check(
        "unknown_key_refused", Text("未登记的密钥被拒绝", "An unknown key is refused"), unknown_key_is_refused
    ),
    Check(
        "forged_refused",
        Text("冒用密钥编号的签名被拒绝", "Somebody else's signature under our key's name is refused"),
        forged_is_refused,
    ),
    Check(
        "unknown_version_refused",
        Text("未知版本被拒绝并列出支持的版本", "An unknown version is refused, with those supported"),
        unknown_version_is_refused,
    ),
    Check(
        "other_recipient_refused",
        Text("写给别人的请求被拒绝", "A request addressed to somebody else is refused"),
        other_recipient_is_refused,
    ),
    Check(
        "refusals_bilingual",
        Text("拒绝是 problem+json，有中英文说明", "A refusal is problem+json in Chinese and English"),
        refusal_speaks_both_languages,
    ),
    Check(
        "retry_same_answer",
        Text(
            "同一幂等键重试得到同样的答复，换内容被拒绝",
            "A retry under its key is answered as before; another content under it is refused",
        ),
        retry_is_answered_as_before,
    ),
)
