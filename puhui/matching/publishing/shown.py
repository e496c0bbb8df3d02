"""Products as the routes show them."""

from contextlib import suppress
from datetime import date
from typing import Any

from puhui.cost import DayCount, FeeBasis, FeeTiming, Method, PayeeType, Payer
from puhui.ground import Work
from puhui.ground.publishing import (
    Draft,
    Publication,
    draft_of,
    drafts_of,
    effective,
    history_of,
    may_publish,
    names_of,
)
from puhui.ground.publishing.bodies import (
    DraftBody,
    PublicationBody,
    Said,
    draft_line,
    draft_out,
    publication_out,
    published_line,
)
from puhui.intake import SubjectKind, purposes, sources
from puhui.kernel import Problem, Text
from puhui.matching.model import Catalogue, Product, Scheme
from puhui.matching.product_file import product_from
from puhui.matching.publishing.bodies import ChoiceBody, CornerBody, ProductBody, ProductLine
from puhui.matching.publishing.cost import corners, cost_range
from puhui.matching.publishing.documents import opened, row_from
from puhui.matching.publishing.now import KIND
from puhui.matching.publishing.service import NO_PRODUCT, Shelf, hash_of, in_force, look_over


def products_shown(work: Work, shelf: Shelf) -> list[ProductLine]:
    """Every product in force, and after them drafts of new ones."""
    now = in_force(work, shelf)
    published = {it.name: it for it in effective(work, KIND)}
    drafts = {it.name: it for it in drafts_of(work, KIND)}
    codes = [*sorted(now), *(code for code in drafts if code not in now)]
    return [
        _line(
            work,
            shelf,
            code,
            content=now.get(code),
            published=published.get(code),
            held=drafts.get(code),
        )
        for code in codes
    ]


def product_shown(work: Work, shelf: Shelf, code: str) -> ProductBody | Problem:
    """One product, whole; a new one by its draft."""
    now, held = in_force(work, shelf).get(code), draft_of(work, KIND, code)
    history = history_of(work, KIND, code)
    if now is None and held is None and not history:
        return NO_PRODUCT
    published = {it.name: it for it in effective(work, KIND)}
    line = _line(work, shelf, code, content=now, published=published.get(code), held=held)
    product = _read(opened(now), shelf.catalogue) if now else None
    return ProductBody(
        **{**line.model_dump(), "draft": _draft(work, shelf, held)},
        content=opened(now) if now else None,
        hash=hash_of(now) if now else None,
        choices=choices(shelf.catalogue),
        corners=_corners(product, work.today()) if product else [],
        history=_history(work, history, published.get(code)),
    )


def choices(catalogue: Catalogue) -> dict[str, list[ChoiceBody]]:
    """What fields with a table of their own may be."""
    return {
        "institution": [_choice(it.code, it.name) for it in catalogue.institutions.values()],
        "purposes": [_choice(code, it) for code, it in purposes().items()],
        "required_data": [_choice(code, it.text) for code, it in sources().items()],
        **{
            name: [_choice(it.value, Text(it.value, it.value)) for it in values]
            for name, values in (
                ("borrower_kinds", SubjectKind),
                ("scheme", Scheme),
                ("method", Method),
                ("day_count", DayCount),
                ("payee_type", PayeeType),
                ("timing", FeeTiming),
                ("basis", FeeBasis),
                ("payer", Payer),
            )
        },
    }


def _line(
    work: Work,
    shelf: Shelf,
    code: str,
    *,
    content: bytes | None,
    published: Publication | None,
    held: Draft | None,
) -> ProductLine:
    document = opened(content if content is not None else held.content if held else b"{}")
    product = _read(document, shelf.catalogue)
    house = shelf.catalogue.institutions.get(str(document.get("institution")))
    costs = cost_range(product, work.today()) if product else None
    names = names_of(work, [published.published_by if published else None, held.edited_by if held else None])
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
        is_new=content is None,
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


def _read(document: dict[str, Any], catalogue: Catalogue) -> Product | None:
    with suppress(KeyError, TypeError, ValueError, ArithmeticError):
        return product_from(row_from(document), catalogue.institutions)
    return None


def _choice(code: str, label: Text) -> ChoiceBody:
    return ChoiceBody(code=code, label=Said.of(label))
