"""The catalogue in force: what was read from files, with every published product in its place or beside them.

One tiny read a round of matching says which publication is the newest; the catalogue is kept for it, in every
process of the house.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from puhui.ground import Work
from puhui.ground.publishing import Publication, remembered
from puhui.matching.model import Catalogue
from puhui.matching.product_file import product_from
from puhui.matching.publishing.documents import opened, row_from

KIND: Final = "product"


def catalogue_now(work: Work, catalogue: Catalogue) -> Catalogue:
    """The same catalogue with the products that this house has published and that are in force today."""
    return remembered(work, KIND, _Same(catalogue), lambda found: over(catalogue, found)) or catalogue


def over(catalogue: Catalogue, published: Iterable[Publication]) -> Catalogue:
    """`catalogue` with published products. One of an institution that is not in it concerns nobody here."""
    houses = catalogue.institutions
    documents = [document for it in published if (document := opened(it.content))["institution"] in houses]
    own = {it.code: it for it in (product_from(row_from(each), houses) for each in documents)}
    if not own:
        return catalogue
    kept = [it for it in catalogue.products if it.code not in own]
    products = sorted((*kept, *own.values()), key=lambda it: it.code)
    return replace(catalogue, products=tuple(products))


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A catalogue by which one it is: a process holds one for as long as it lives."""

    catalogue: Catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalogue is self.catalogue
