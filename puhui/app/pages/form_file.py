"""What the application form offers (`form.yaml`), and how much may be uploaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.app.pages.views.applications import FormLimits
from puhui.intake import purposes
from puhui.kernel import Text, fen

_FILE: Final = Path(__file__).with_name("form.yaml")
_PLACES: Final = Path(__file__).with_name("places.yaml")


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """The most that one upload may bring, and how many problems are listed."""

    files: int
    megabytes: int
    problems_shown: int


@cache
def form_limits() -> FormLimits:
    """Amounts, terms and purposes; the purposes' words are intake's.

    >>> form_limits().months
    (3, 6, 12, 24, 36)
    """
    content = _content()
    return FormLimits(
        fen(content["amount_low_yuan"]),
        fen(content["amount_high_yuan"]),
        tuple(content["months"]),
        {code: purposes()[code] for code in content["purposes"]},
    )


@cache
def upload_limits() -> UploadLimits:
    """See `form.yaml`."""
    content = _content()
    return UploadLimits(
        content["upload_files_most"], content["upload_megabytes_most"], content["problems_shown_most"]
    )


@cache
def regions() -> Mapping[str, Text]:
    """Where a business may be, code → words."""
    return _told("regions")


@cache
def trades() -> Mapping[str, Text]:
    """What a business may do in plain words, division of GB/T 4754 → words.

    >>> trades()["62"].en
    'Food and snacks'
    """
    return _told("trades")


def _told(table: str) -> Mapping[str, Text]:
    rows = yaml.safe_load(_PLACES.read_text("utf-8"))[table]
    return {code: Text(both["zh"], both["en"]) for code, both in rows.items()}


@cache
def _content() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found
