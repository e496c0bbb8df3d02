"""Everything that is wrong with a product: each field with its sentence, and what it costs at its dearest."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from puhui.cost import Unquotable
from puhui.ground.publishing import Trouble
from puhui.matching.model import Catalogue, Product
from puhui.matching.product_file import product_from
from puhui.matching.publishing import wording
from puhui.matching.publishing.cost import dearest
from puhui.matching.publishing.documents import row_from
from puhui.matching.publishing.form import field_troubles


def troubles_of(
    code: str, document: Mapping[str, Any], catalogue: Catalogue, day: date
) -> tuple[Trouble, ...]:
    """All of it, in the order of the form; cost only of a product that is whole. `day`: from when it is to be
    in force, by whose law (and every change of it that is already known) its cost is held."""
    found = tuple(field_troubles(code, document, catalogue))
    if found:
        return found
    try:
        product = product_from(row_from(document), catalogue.institutions)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        return (wording.not_whole(str(error)),)
    return tuple(_as_a_whole(product, day))


def _as_a_whole(product: Product, day: date) -> Iterator[Trouble]:
    if product.active_to < day:
        yield wording.ended("active.to")
        return
    try:
        worst = dearest(product, day)
    except Unquotable as cannot:
        yield wording.unpriceable(cannot.problem.what)
        return
    yield from (wording.over_the_cap(corner) for corner in worst if not corner.tested.within)
