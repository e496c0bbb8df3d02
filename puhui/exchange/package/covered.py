"""Which fields of a package a consent covers. The same table for what is sent and what is accepted."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from puhui.exchange.data import field_consents
from puhui.exchange.package.model import ApplicationPackage
from puhui.exchange.package.written import package_json
from puhui.kernel import Problem, Text

_ENVELOPE: Final = frozenset(
    {"package_id", "version", "institution", "pseudonym", "advice_owner", "test", "consent"}
)
"""What a package says of itself, and the consent it travels under: about nobody."""


def fields_of(package: ApplicationPackage) -> tuple[str, ...]:
    """Every field about the borrower that a package really holds, as paths."""
    return tuple(_paths({name: it for name, it in package_json(package).items() if name not in _ENVELOPE}))


def beyond(paths: Collection[str], consented: Collection[str]) -> Problem | None:
    """Why these fields may not travel under a consent with those fields; the first that is too much is named.

    >>> beyond(["identity.name", "product"], {"identity"}).where
    'product'
    """
    table = field_consents()
    for path in paths:
        if path not in table or table[path] not in consented:
            return _BEYOND.at(path)
    return None


def _paths(values: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _paths(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


_BEYOND: Final = Problem(
    "package.field.beyond_consent",
    Text(
        "资料包里有一项超出了授权范围，整包没有接收。",
        "A field of the package goes beyond the consent; none of it was accepted.",
    ),
    Text("请只发送授权书写明的信息项。", "Send only what the consent names."),
)
