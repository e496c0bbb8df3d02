"""Use cases of changing products, each in the one transaction of its `Work`."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from puhui.ground import Work
from puhui.ground.publishing import (
    MOVED_ON,
    NO_DRAFT,
    Draft,
    Publication,
    Refused,
    Trouble,
    draft_of,
    effective,
    errors_in,
    publish_draft,
    save_draft,
    submit_draft,
)
from puhui.kernel import Problem, Text
from puhui.matching.model import Catalogue
from puhui.matching.product_file import product_from
from puhui.matching.publishing.checking import troubles_of
from puhui.matching.publishing.documents import canonical, opened, row_from
from puhui.matching.publishing.now import KIND, catalogue_now
from puhui.matching.publishing.preview import Preview, preview


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is read from files: the catalogue of this house, and its products as documents by code."""

    catalogue: Catalogue
    documents: Mapping[str, bytes]
    is_own: bool = False
    """An institution's own products, and nobody else's."""


def in_force(work: Work, shelf: Shelf) -> Mapping[str, bytes]:
    """Every product's document as it is in force today, by code."""
    own = {it.code for it in shelf.catalogue.products}
    files = {code: content for code, content in shelf.documents.items() if code in own}
    return {**files, **{it.name: it.content for it in effective(work, KIND)}}


def write(
    work: Work,
    shelf: Shelf,
    code: str,
    content: dict[str, Any],
    *,
    seen_revision: int | None,
    based_on: str | None = None,
) -> tuple[Draft, tuple[Trouble, ...]] | Problem:
    """Keep what somebody wrote, sound or not, and say everything that is wrong with it."""
    now = in_force(work, shelf).get(code)
    if based_on is not None and based_on != (now and hash_of(now)):
        return MOVED_ON
    written = canonical(content)
    if isinstance(written, Problem):
        return written
    saved = save_draft(work, KIND, code, written, seen_revision)
    return saved if isinstance(saved, Problem) else (saved, look_over(work, shelf, code, content))


def look_over(work: Work, shelf: Shelf, code: str, content: dict[str, Any]) -> tuple[Trouble, ...]:
    """Everything that is wrong with a product, without keeping it."""
    return troubles_of(code, content, catalogue_now(work, shelf.catalogue), work.today())


def submit(
    work: Work, shelf: Shelf, code: str, note: str, seen_revision: int | None
) -> Draft | Refused | Problem:
    """Hand a sound draft to somebody else."""
    held = draft_of(work, KIND, code)
    if held is None:
        return NO_DRAFT
    if held.content == in_force(work, shelf).get(code):
        return _NOTHING_CHANGED
    if wrong := errors_in(look_over(work, shelf, code, opened(held.content))):
        return Refused(wrong)
    return submit_draft(work, KIND, code, note, seen_revision or held.revision)


def publish(
    work: Work, shelf: Shelf, code: str, *, effective_from: date, seen_revision: int, note: str
) -> Publication | Refused | Problem:
    """Put a submitted draft in force; it must keep the law's cap from that day on."""
    held = draft_of(work, KIND, code)
    if held is None:
        return NO_DRAFT
    since = max(effective_from, work.today())
    if wrong := errors_in(
        troubles_of(code, opened(held.content), catalogue_now(work, shelf.catalogue), since)
    ):
        return Refused(wrong)
    return publish_draft(
        work, KIND, code, seen_revision=seen_revision, effective_from=effective_from, note=note
    )


def try_out(
    work: Work, shelf: Shelf, code: str, content: dict[str, Any] | None, at_most: int
) -> Preview | Refused | Problem:
    """Who would gain or lose an offer by the draft (or by `content`)."""
    held = draft_of(work, KIND, code)
    if content is None and held is None:
        return NO_DRAFT
    document = content if content is not None else opened(held.content) if held else {}
    if wrong := errors_in(look_over(work, shelf, code, document)):
        return Refused(wrong)
    before = catalogue_now(work, shelf.catalogue)
    product = product_from(row_from(document), before.institutions)
    others = tuple(it for it in before.products if it.code != code)
    after = replace(before, products=(*others, product))
    return preview(work, code, before, after, at_most, is_own=shelf.is_own)


def hash_of(content: bytes) -> str:
    """The hash of a product's content."""
    return hashlib.sha256(content).hexdigest()


_NOTHING_CHANGED = Problem(
    "product.unchanged",
    Text("草稿与现行的产品一样。", "The draft is the same as the product in force."),
    Text("改好再提交，或放弃草稿。", "Change something first, or discard the draft."),
)
NO_PRODUCT = Problem(
    "product.not_found",
    Text("没有这个产品。", "There is no such product."),
    Text("请核对代码，或新建一个。", "Check its code, or make a new one."),
)
