"""Everything that is wrong with a product: each field with its sentence, and what it costs at its dearest."""

from datetime import date
from typing import Any

from puhui.ground.publishing import Trouble
from puhui.kernel import Text
from puhui.matching.model import Catalogue
from puhui.matching.product_file import product_from
from puhui.matching.publishing.documents import row_from


def troubles_of(code: str, document: dict[str, Any], catalogue: Catalogue, day: date) -> tuple[Trouble, ...]:
    """All of it, in the order of the form."""
    try:
        product_from(row_from(document), catalogue.institutions)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        told = Text(f"产品有错：{error}", f"The product is not whole: {error}")
        return (Trouble("cell", told, Text("请改正。", "Correct it.")),)
    return ()
