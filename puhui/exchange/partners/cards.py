"""Cards: what one side shows of itself, reading the other side's, and checking what a person registers."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from puhui.exchange.model import NewPartner
from puhui.exchange.package.address import is_loopback
from puhui.exchange.signing import own_keys
from puhui.ground import Settings
from puhui.kernel import Problem, Text

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::[0-9]{1,5})?")


def card(  # noqa: PLR0917 - a card has this many lines
    settings: Settings,
    code: str,
    name: Text,
    base_url: str,
    page_host: str | None = None,
    cra_ids: tuple[str, ...] = (),
) -> dict[str, Any]:
    """What the other side needs to register us; nothing on it is secret.

    `page_host` is where borrowers are sent; without it the host of `base_url`.
    """
    keys = own_keys(settings)
    return {
        "card": 1,
        "institution": code,
        "name": {"zh": name.zh, "en": name.en},
        "base_url": base_url.rstrip("/"),
        "page_host": page_host or host_of(base_url),
        "cra_ids": list(cra_ids),
        "key_id": keys.key_id,
        "public_key": keys.public_key_text,
        "algorithm": "ed25519",
    }


def partner_from_card(
    card: Mapping[str, Any], valid_from: date, valid_to: date, *, institution: str | None = None
) -> NewPartner | Problem:
    """What a card says, ready to be registered.

    `institution` says that the card is the platform's, to be kept under our own code.
    """
    try:
        return NewPartner(
            institution=institution or str(card["institution"]),
            name=Text(str(card["name"]["zh"]), str(card["name"]["en"])),
            base_url=str(card["base_url"]),
            page_host=str(card["page_host"]),
            public_key=str(card["public_key"]),
            cra_ids=tuple(str(it) for it in card.get("cra_ids", ())),
            valid_from=valid_from,
            valid_to=valid_to,
            is_platform=institution is not None,
        )
    except (KeyError, TypeError):
        return Problem(
            "partner.card.incomplete",
            Text("名片不完整。", "The card is not whole."),
            Text("请对方重新打印名片。", "Ask the other side to print its card again."),
        )


def check_partner(new: NewPartner) -> Problem | None:
    """The first thing that is wrong with it."""
    return next(_wrong(new), None)


def host_of(base_url: str) -> str:
    """The host of an address, with its port; empty for what is no address.

    >>> host_of("https://brook.example:8443/x"), host_of("http://[")
    ('brook.example:8443', '')
    """
    try:
        return urlsplit(base_url).netloc
    except ValueError:
        return ""


def check_address(base_url: str, page_host: str) -> Problem | None:
    """Whether requests and borrowers may be sent there: asked before a card is printed and when one comes."""
    try:
        address = urlsplit(base_url)
        host = address.hostname
    except ValueError:
        return _ADDRESS
    if not _is_safe(address.scheme, host) or address.query or address.fragment or address.username:
        return _ADDRESS
    return None if _HOST.fullmatch(page_host) else _PAGE


def raw_public_key(written: str) -> bytes | Problem:
    """The 32 bytes of an Ed25519 public key."""
    try:
        raw = base64.b64decode(written, validate=True)
        Ed25519PublicKey.from_public_bytes(raw)
    except (binascii.Error, ValueError):
        return _KEY
    return raw


def _wrong(new: NewPartner) -> Iterator[Problem]:
    if not _CODE.fullmatch(new.institution):
        yield _CODE_WRONG
    if problem := check_address(new.base_url, new.page_host):
        yield problem
    if new.valid_to < new.valid_from:
        yield _PERIOD
    raw = raw_public_key(new.public_key)
    if isinstance(raw, Problem):
        yield raw


def _is_safe(scheme: str, host: str | None) -> bool:
    return bool(host) and (scheme == "https" or (scheme == "http" and is_loopback(host or "")))


_CODE_WRONG: Final = Problem(
    "partner.code",
    Text("机构代码应为小写字母、数字和下划线。", "A code is lower-case letters, digits and underscores."),
    None,
    "institution",
)
_ADDRESS: Final = Problem(
    "partner.base_url",
    Text(
        "接口地址应以 https:// 开头（本机试用可用 http://）。",
        "The address begins with https:// (http:// on this machine only).",
    ),
    Text("请核对名片。", "Check the card."),
    "base_url",
)
_PAGE: Final = Problem(
    "partner.page_host",
    Text("借款人页面的主机名写法不对。", "The host of the borrower's pages is not written as one."),
    Text("只写主机名，例如 apply.example.com。", "Write the host only, such as apply.example.com."),
    "page_host",
)
_PERIOD: Final = Problem(
    "partner.period",
    Text("有效期的起止日期颠倒了。", "The period ends before it begins."),
    None,
    "valid_to",
)
_KEY: Final = Problem(
    "partner.public_key",
    Text("公钥不是 Ed25519 公钥。", "The public key is not an Ed25519 key."),
    Text("请对方重新打印名片。", "Ask the other side to print its card again."),
    "public_key",
)
