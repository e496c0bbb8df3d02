"""Why a signed request is refused, in words. None tells which part was nearly right."""

from collections.abc import Sequence
from typing import Final

from puhui.exchange.model import SUPPORTED
from puhui.kernel import Problem, Text

_AS_WRITTEN: Final = Text("请按 docs/partner-api.md 的写法签名。", "Sign it as docs/partner-api.md says.")

UNSIGNED: Final = Problem(
    "signature.missing",
    Text("请求没有签名。", "The request is not signed."),
    _AS_WRITTEN,
    "Signature-Input, Signature",
)
MALFORMED: Final = Problem(
    "signature.malformed",
    Text("签名的写法不对。", "The signature is not written as expected."),
    _AS_WRITTEN,
    "Signature-Input, Signature",
)
UNKNOWN_KEY: Final = Problem(
    "signature.key.unknown",
    Text("不认识这把签名密钥。", "The key it is signed with is not known here."),
    Text("请先让对方登记你的名片。", "Have the other side register your card first."),
    "keyid",
)
REVOKED: Final = Problem(
    "signature.key.revoked",
    Text("这把签名密钥已停用。", "The key it is signed with no longer holds."),
    Text("请换用新密钥，或联系对方。", "Use the newer key, or ask the other side."),
    "keyid",
)
PARTNER_ENDED: Final = Problem(
    "partner.ended.forbidden",
    Text("合作关系已停止，或不在有效期内。", "The partnership was ended, or is outside its period."),
    Text("请联系对方核对合作名单。", "Ask the other side about its list of partners."),
)
DIGEST: Final = Problem(
    "signature.digest",
    Text("内容与签名时的摘要不一致。", "The body is not the one whose digest was signed."),
    Text("请检查途中是否有程序改动了内容。", "Check whether something on the way changes bodies."),
    "Content-Digest",
)
WRONG: Final = Problem(
    "signature.wrong",
    Text("签名不对。", "The signature is not right."),
    _AS_WRITTEN,
    "Signature",
)
REPLAYED: Final = Problem(
    "signature.replayed.conflict",
    Text("这个签名已经用过一次。", "This very signature was used before."),
    Text(
        "重试请重新签名（新的 nonce），Idempotency-Key 不变。",
        "Sign a retry anew, with a new nonce and the same Idempotency-Key.",
    ),
    "nonce",
)
NOT_FOR_US: Final = Problem(
    "signature.recipient.forbidden",
    Text("请求不是发给这里的。", "The request is not addressed to us."),
    Text("请核对 X-Puhui-To。", "Check X-Puhui-To."),
    "X-Puhui-To",
)
MODE: Final = Problem(
    "signature.mode",
    Text("X-Puhui-Mode 只能是 live 或 test。", "X-Puhui-Mode is live or test."),
    _AS_WRITTEN,
    "X-Puhui-Mode",
)


def version() -> Problem:
    """Another version of the protocol, or none said; tells which there are."""
    supported = ", ".join(str(it) for it in SUPPORTED)
    return Problem(
        "partner.version.unknown",
        Text(
            f"不支持这个接口版本；支持的版本：{supported}。",
            f"This version is not spoken here; {supported} is.",
        ),
        Text("请设置 X-Puhui-Version。", "Set X-Puhui-Version."),
        "X-Puhui-Version",
    )


def stale(fresh_seconds: int) -> Problem:
    """Signed too long ago, or in the future."""
    return Problem(
        "signature.stale",
        Text(
            f"签名时间与现在相差超过{fresh_seconds}秒。",
            f"It was signed more than {fresh_seconds} seconds from now.",
        ),
        Text("请校准时钟后重新签名。", "Set your clock and sign it again."),
        "created",
    )


def not_covered(names: Sequence[str]) -> Problem:
    """Something that decides what the request does was left unsigned."""
    return Problem(
        "signature.components",
        Text("签名没有包括必须签的部分。", "The signature leaves out something that must be signed."),
        _AS_WRITTEN,
        ", ".join(names),
    )
