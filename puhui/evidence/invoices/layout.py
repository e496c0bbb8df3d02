"""Which column is what, judged by the header alone: a file's name says nothing here."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from puhui.evidence.invoices.limits import column_names
from puhui.evidence.invoices.model import FileRole

_NEEDED = ("number", "issued_on", "amount", "tax", "status")
_INVOICE_ONLY = frozenset({"number", "code", "issued_on", "seller", "buyer", "amount", "tax", "total"})
_BRACKETS = re.compile(r"[(\[【].*?[)\]】]|[\s*:]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a header means: the role of its table and, for each field, its columns, the better one first."""

    role: FileRole
    columns: dict[str, tuple[str, ...]]
    titles: dict[str, str]
    missing: tuple[str, ...] = ()
    twice: bool = False

    def has(self, field: str) -> bool:
        """Whether some column carries the field."""
        return field in self.columns

    def title(self, field: str) -> str:
        """The field as this file writes it, for sentences."""
        return self.titles.get(field, column_names()[field][0])

    @property
    def names_owner(self) -> bool:
        """Whether rows say whose they are: by the firm's own column, or as one of two named sides."""
        return self.has("firm") or self.two_sided

    @property
    def two_sided(self) -> bool:
        """Both sides are named and neither is said to be the firm."""
        return self.has("seller") and self.has("buyer")


def layout_of(header: tuple[str, ...]) -> Layout:
    """Read a header.

    >>> layout_of(("企业代号", "企业名称", "信誉评级", "是否违约")).role
    <FileRole.FIRMS: 'firms'>
    """
    written = [_plain(name) for name in header]
    columns: dict[str, tuple[str, ...]] = {}
    titles: dict[str, str] = {}
    for field, names in column_names().items():
        found = [written.index(_plain(name)) for name in names if _plain(name) in written]
        if found:
            columns[field] = tuple(f"c{index}" for index in dict.fromkeys(found))
            titles[field] = header[found[0]].strip()
    known = {_plain(name) for names in column_names().values() for name in names}
    twice = any(written.count(name) > 1 for name in set(written) & known)
    missing = _missing(columns)
    return Layout(_role(columns, missing), columns, titles, missing, twice)


def header_line(first_rows: Sequence[tuple[str, ...]]) -> int:
    """The first row that reads like a header we know, else the first that has words: its line, from 1."""
    worded = [line for line, row in enumerate(first_rows, 1) if any(cell.strip() for cell in row)]
    known = [line for line in worded if layout_of(first_rows[line - 1]).role is not FileRole.OTHER]
    return (known or worded or [1])[0]


def _plain(name: str) -> str:
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", name)).lstrip("\ufeff").lower()


def _missing(columns: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    lacking = [
        column_names()[field][0 if field != "number" else 3] for field in _NEEDED if field not in columns
    ]
    if not {"seller", "buyer", "counterparty"} & columns.keys():
        lacking.append("销方单位代号 / 购方单位代号")
    if "counterparty" in columns and not {"seller", "buyer", "direction"} & columns.keys():
        lacking.append(column_names()["direction"][0])
    return tuple(lacking)


def _role(columns: dict[str, tuple[str, ...]], missing: tuple[str, ...]) -> FileRole:
    if not missing:
        return FileRole.INVOICES
    if len(_INVOICE_ONLY & columns.keys()) >= 3:
        return FileRole.UNREADABLE
    if {"firm", "name"} <= columns.keys() and not _INVOICE_ONLY & columns.keys():
        return FileRole.FIRMS
    return FileRole.OTHER
