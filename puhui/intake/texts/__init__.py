"""Consent texts: what was read before it was signed, versioned, and its hash.

A text is never edited once used: a change is a new file with a new version, and consents keep pointing at
the one that was shown. The hash is over both languages with the recipient filled in, so that it proves which
words were on the page and to whom they gave the data.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.kernel import Language, Text

_FOLDER: Final = Path(__file__).parent
PLATFORM_TEXT: Final = "platform"
HOUSE_TEXT: Final = "house"
_RECIPIENTS: Final = frozenset({PLATFORM_TEXT, "institution", HOUSE_TEXT})
_REQUIRED: Final = frozenset(
    {
        "text",
        "version",
        "effective",
        "owner",
        "basis",
        "source",
        "purpose",
        "recipient",
        "separate",
        "fields",
        "title",
        "body",
    }
)


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version of one text.

    `recipient_kind`: `platform`, whom the words name; `institution`, another handler who must be named;
    or `house`, the institution whose own pages show the text, named as well.
    """

    id: str
    version: str
    effective: date
    source: str
    purpose: str
    recipient_kind: str
    separate: bool
    fields: tuple[str, ...]
    title: Text
    body: Text

    def said(self, recipient: str = "", contact: str = "") -> Text:
        """The whole text as it is shown, to the recipient who is named in it."""

        def whole(language: Language) -> str:
            body = self.body.in_(language)
            if self.recipient_kind != PLATFORM_TEXT:
                body = body.replace("{recipient}", recipient).replace("{contact}", contact)
            return f"{self.title.in_(language)}\n{body}"

        return Text(whole(Language.ZH), whole(Language.EN))

    def hash(self, recipient: str = "", contact: str = "") -> str:
        """SHA-256 over what `said` gives, in hexadecimal."""
        said = self.said(recipient, contact)
        return hashlib.sha256(f"{said.zh}\n{said.en}".encode()).hexdigest()


@cache
def consent_texts() -> Mapping[tuple[str, str], ConsentText]:
    """Every version of every text, by (id, version). Raises ValueError naming a file that is not whole."""
    found = [read_text(path) for path in sorted(_FOLDER.glob("*.yaml"))]
    texts = {(text.id, text.version): text for text in found}
    if len(texts) < len(found):
        raise ValueError("two files carry the same text and version")
    return texts


def current_text(text_id: str, on: date) -> ConsentText | None:
    """The version to be shown on a day.

    >>> current_text("invoices", date(2026, 11, 23)).version
    '2026-11-01'
    """
    versions = [it for it in consent_texts().values() if it.id == text_id and it.effective <= on]
    return max(versions, key=lambda it: it.effective, default=None)


def read_text(path: Path) -> ConsentText:
    """One file, checked."""
    content: Any = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(content, dict) or not content.keys() >= _REQUIRED:
        missing = sorted(_REQUIRED - set(content or ()))
        raise ValueError(f"{path.name}: misses {', '.join(missing)}")
    title, body = _told(content["title"], path), _told(content["body"], path)
    if content["recipient"] not in _RECIPIENTS:
        raise ValueError(f"{path.name}: recipient is {', '.join(sorted(_RECIPIENTS))}")
    names_it = all("{recipient}" in it for it in (body.zh, body.en))
    if content["recipient"] != PLATFORM_TEXT and not names_it:
        raise ValueError(f"{path.name}: a text for an institution names it as {{recipient}} (PIPL 23)")
    return ConsentText(
        content["text"],
        str(content["version"]),
        content["effective"],
        content["source"],
        content["purpose"],
        content["recipient"],
        content["separate"],
        tuple(content["fields"]),
        title,
        body,
    )


def _told(row: object, path: Path) -> Text:
    if not isinstance(row, dict) or not row.get("zh") or not row.get("en"):
        raise ValueError(f"{path.name}: title and body need zh and en")
    return Text(str(row["zh"]), str(row["en"]))
