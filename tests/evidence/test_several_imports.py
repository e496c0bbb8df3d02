"""What several imports together say: whose books these are, and whether anything is missing still."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from puhui.evidence import ImportBatch, all_own, none_lost

A_DAY = datetime(2026, 11, 23, tzinfo=UTC)
NOBODY = UUID(int=0)


def batch(good: int, new: int, *, whole: bool = True, own: bool = True) -> ImportBatch:
    """An import of `good` invoices, `new` of them unknown before."""
    return ImportBatch(NOBODY, NOBODY, NOBODY, A_DAY, ("销项.csv",), good, good, new, whole, own, (), ())


BROKEN_SALES = batch(98, 98, whole=False)
CORRECTED_SALES = batch(100, 2)
PURCHASES = batch(60, 60)
NO_INVOICE_FILE = batch(0, 0, whole=False, own=False)


@pytest.mark.parametrize(
    ("imports", "nothing_lost"),
    [
        ([PURCHASES], True),
        ([BROKEN_SALES], False),
        ([BROKEN_SALES, PURCHASES], False),
        ([BROKEN_SALES, CORRECTED_SALES], True),
        ([BROKEN_SALES, PURCHASES, CORRECTED_SALES], True),
        ([CORRECTED_SALES, BROKEN_SALES], False),
        ([NO_INVOICE_FILE, PURCHASES], True),
        ([NO_INVOICE_FILE], False),
    ],
)
def test_only_a_whole_import_of_the_same_invoices_mends_a_broken_one(
    imports: list[ImportBatch], nothing_lost: bool
) -> None:
    """Corrected sales mend broken sales, whatever came between; purchases do not."""
    assert none_lost(imports) is nothing_lost


def test_a_wrong_file_of_which_nothing_was_taken_is_no_stain() -> None:
    """Somebody picked a photo first, then the right books; but one book of another stays a question."""
    assert all_own([NO_INVOICE_FILE, PURCHASES])
    assert not all_own([PURCHASES, batch(5, 5, own=False)])
