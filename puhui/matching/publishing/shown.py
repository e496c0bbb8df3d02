"""Products as the routes show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from puhui.ground import Work
from puhui.ground.publishing import (
    Draft,
    Publication,
    drafts_of,
    effective,
    history_of,
    may_publish,
    names_of,
)
from puhui.ground.publishing.bodies import DraftBody, PublicationBody
from puhui.ground.publishing.showing import draft_line, draft_out, publication_out, published_line
from puhui.ground.web import Said
from puhui.kernel import Problem
from puhui.matching.model import Catalogue, Product
from puhui.matching.product_file import product_from
from puhui.matching.publishing.bodies import CornerBody, ProductBody, ProductLine
from puhui.matching.publishing.choices import choices
from puhui.matching.publishing.cost import corners, cost_range
from puhui.matching.publishing.documents import opened, row_from
from puhui.matching.publishing.form import field_troubles
from puhui.matching.publishing.now import KIND, catalogue_now
from puhui.matching.publishing.service import NO_PRODUCT, Shelf, hash_of, in_force, look_over


def products_shown(work: Work, shelf: Shelf) -> list[ProductLine]:
    """Every product in force, and after them drafts of new ones."""
    seen = _seen(work, shelf)
    people = [it.published.published_by for it in seen if it.published]
    names = names_of(work, [*people, *(it.held.edited_by for it in seen if it.held)])
    return [_line(work, shelf, it, names) for it in seen]


def product_shown(work: Work, shelf: Shelf, code: str) -> ProductBody | Problem:
    """One product, whole; a new one by its draft."""
    history = history_of(work, KIND, code)
    found = next((it for it in _seen(work, shelf) if it.code == code), None)
    if found is None and not history:
        return NO_PRODUCT
    one = found or _Seen(code)
    people = [one.published.published_by if one.published else None, one.held.edited_by if one.held else None]
    line = _line(work, shelf, one, names_of(work, people))
    return ProductBody(
        **{**line.model_dump(), "draft": _draft(work, shelf, one.held)},
        content=opened(one.content) if one.content else None,
        hash=hash_of(one.content) if one.content else None,
        choices=choices(shelf.catalogue),
        corners=_corners(one.product, work.today()) if one.product and one.content else [],
        history=_history(work, history, one.published),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """One product: its document in force, itself (of a new one as the draft says, where that is whole), the
    publication in force, the draft."""

    code: str
    content: bytes | None = None
    product: Product | None = None
    published: Publication | None = None
    held: Draft | None = None


def _seen(work: Work, shelf: Shelf) -> list[_Seen]:
    now, catalogue = in_force(work, shelf), catalogue_now(work, shelf.catalogue)
    products = {it.code: it for it in catalogue.products}
    published = {it.name: it for it in effective(work, KIND)}
    drafts = {it.name: it for it in drafts_of(work, KIND)}
    old = [
        _Seen(code, now[code], products.get(code), published.get(code), drafts.get(code))
        for code in sorted(now)
    ]
    new = [
        _Seen(code, None, _read(held, shelf.catalogue), None, held)
        for code, held in drafts.items()
        if code not in now
    ]
    return [*old, *new]


def _read(held: Draft, catalogue: Catalogue) -> Product | None:
    """The product that a draft describes, where it describes one."""
    document = opened(held.content)
    if any(field_troubles(held.name, document, catalogue)):
        return None
    return product_from(row_from(document), catalogue.institutions)


def _line(work: Work, shelf: Shelf, seen: _Seen, names: Mapping[str, str]) -> ProductLine:
    code, product, published, held = seen.code, seen.product, seen.published, seen.held
    document = opened(seen.content or (held.content if held else b"{}"))
    house = shelf.catalogue.institutions.get(str(document.get("institution")))
    costs = cost_range(product, work.today()) if product else None
    return ProductLine(
        code=code,
        name=Said.of(product.name) if product else Said(zh=code, en=code),
        institution=house.code if house else "",
        institution_name=Said.of(house.name) if house else Said(zh="", en=""),
        method=product.method.value if product else None,
        rates={band.value: str(rate) for band, rate in product.rates.items()} if product else {},
        amount_least_fen=product.amount_least_fen if product else None,
        amount_most_fen=product.amount_most_fen if product else None,
        months=sorted(product.months) if product else [],
        active_from=product.active_from if product else None,
        active_to=product.active_to if product else None,
        cost_low=str(costs[0]) if costs else None,
        cost_high=str(costs[1]) if costs else None,
        is_new=seen.content is None,
        published=published_line(published, names) if published else None,
        draft=draft_line(held, names) if held else None,
    )


def _draft(work: Work, shelf: Shelf, held: Draft | None) -> DraftBody | None:
    if held is None:
        return None
    document = opened(held.content)
    troubles = look_over(work, shelf, held.name, document)
    return draft_out(work, held, document, troubles, may_publish=may_publish(work, held))


def _history(
    work: Work, published: tuple[Publication, ...], now: Publication | None
) -> list[PublicationBody]:
    people = [person for it in published for person in (*it.editors, it.submitted_by, it.published_by)]
    names = names_of(work, people)
    return [
        publication_out(
            it,
            names,
            str(opened(it.content).get("effective", "")),
            in_force=now is not None and it.number == now.number,
            today=work.today(),
        )
        for it in published
    ]


def _corners(product: Product, day: date) -> list[CornerBody]:
    return [
        CornerBody(
            band=it.band.value,
            amount_fen=it.amount_fen,
            months=it.months,
            apr_simple=str(it.quote.apr_simple),
            apr_effective=str(it.quote.apr_effective),
            cap=str(it.cap.value),
            is_within=it.tested.within,
        )
        for it in corners(product, day)
    ]
