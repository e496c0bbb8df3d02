"""Invoices of a business, imported under a consent and given back as they were known."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from puhui.evidence import (
    INVOICE_SCHEMA,
    ImportBatch,
    Source,
    import_invoices,
    imports_of,
    invoices_of,
    store_invoices,
)
from puhui.ground import ERASED, Mode, Work
from puhui.intake import withdraw_consent
from puhui.kernel import FixedClock, Problem, Text
from tests.evidence.making import SALES, as_csv, read, sale, sales_file
from tests.evidence.subjects import consented, shop

USCC = "91990000MA00TEX70J"


def books(*numbers: int, **changed: object) -> Source:
    return sales_file([sale(n, firm=USCC, **changed) for n in numbers])


def imported(work: Work, firm_id, *files: Source) -> ImportBatch:
    batch = import_invoices(work, firm_id, files)
    assert isinstance(batch, ImportBatch), batch
    return batch


def later(work: Work, days: int) -> Work:
    return replace(work, clock=FixedClock(work.now() + timedelta(days=days)))


def test_without_a_consent_nothing_is_opened(work: Work) -> None:
    """Not even a broken file is looked at."""
    _, firm_id = shop(work)
    refused = import_invoices(work, firm_id, [Source("a.csv", content=b"\0")])
    assert isinstance(refused, Problem)
    assert refused.code == "consent.missing.forbidden"
    assert imports_of(work, firm_id) == ()


def test_the_owners_consent_covers_the_books_of_their_business_until_it_is_withdrawn(work: Work) -> None:
    """As the text says: my invoices and those of the business I operate."""
    owner_id, firm_id = shop(work)
    consent = consented(work, owner_id)
    assert imported(work, firm_id, books(1, 2)).rows_new == 2
    withdraw_consent(work, consent.id)
    refused = import_invoices(work, firm_id, [books(3)])
    assert isinstance(refused, Problem)
    assert refused.code == "consent.withdrawn.forbidden"
    assert isinstance(store_invoices(work, firm_id, consent, read(books(3))), Problem)
    assert invoices_of(work, firm_id).height == 2


def test_the_firms_consent_does_not_open_the_owners_books(work: Work) -> None:
    """Consent runs from the owner to the business, never back."""
    owner_id, firm_id = shop(work)
    consented(work, firm_id)
    assert isinstance(import_invoices(work, owner_id, [books(1)]), Problem)


def test_importing_again_adds_nothing_and_a_corrected_file_only_what_is_new(work: Work) -> None:
    """Rows already read are recognised; the row that was bad before is the one that is new."""
    _, firm_id = shop(work)
    consented(work, firm_id)
    bad = sales_file([sale(1, firm=USCC), sale(2, firm=USCC, date="2025-02-30"), sale(3, firm=USCC)])
    first = imported(work, firm_id, bad)
    assert (first.rows_read, first.rows_good, first.rows_new, first.whole) == (3, 2, 2, False)
    again = imported(later(work, 1), firm_id, bad)
    assert (again.rows_good, again.rows_new) == (2, 0)
    mended = imported(later(work, 2), firm_id, books(1, 2, 3))
    assert (mended.rows_good, mended.rows_new, mended.whole) == (3, 1, True)
    assert invoices_of(work, firm_id).height == 3
    remembered = imports_of(work, firm_id)
    assert [batch.rows_new for batch in remembered] == [2, 0, 1]
    assert remembered[0] == first
    assert remembered[0].problems[0].where == Text("sales.csv 第3行 开票日期", "sales.csv, line 3, 开票日期")


def test_what_was_stored_is_the_canonical_frame_under_the_subjects_id(work: Work) -> None:
    """The same frame that was read, `firm` being the business."""
    _, firm_id = shop(work)
    consent = consented(work, firm_id)
    reading = read(books(1, 2, 3))
    store_invoices(work, firm_id, consent, reading)
    stored = invoices_of(work, firm_id)
    assert stored.schema == INVOICE_SCHEMA
    assert stored.equals(reading.invoices.with_columns(firm=pl.lit(str(firm_id))))


def test_an_invoice_voided_in_a_later_import_is_voided_from_then_on(work: Work) -> None:
    """As known on the first day it was valid; as known today it is void."""
    _, firm_id = shop(work)
    consented(work, firm_id)
    imported(work, firm_id, books(1))
    next_week = later(work, 7)
    imported(next_week, firm_id, books(1, status="作废发票"))
    assert invoices_of(next_week, firm_id)["voided"].to_list() == [True]
    assert invoices_of(next_week, firm_id, known_by=work.now())["voided"].to_list() == [False]


def test_as_of_a_day_later_invoices_do_not_exist(work: Work) -> None:
    """What was issued on the day counts, what came after does not."""
    _, firm_id = shop(work)
    consented(work, firm_id)
    imported(work, firm_id, sales_file([sale(1, firm=USCC), sale(2, firm=USCC, date="2025-03-05")]))
    assert invoices_of(work, firm_id, as_of=date(2025, 3, 4)).height == 1


def test_books_of_several_firms_are_not_one_firms_books(work: Work) -> None:
    """A folder of somebody else's invoices does not raise this shop's limit."""
    _, firm_id = shop(work)
    consented(work, firm_id)
    refused = import_invoices(work, firm_id, [sales_file([sale(1), sale(2, firm="T2")])])
    assert isinstance(refused, Problem)
    assert refused.code == "evidence.firms.conflict"
    mixed = import_invoices(work, firm_id, [sales_file([sale(1), sale(2, firm=USCC)])])
    assert isinstance(mixed, Problem)


def test_whether_the_files_show_whose_they_are_is_remembered(work: Work) -> None:
    """The firm's own code or name proves it; a foreign code, or none at all, does not."""
    _, firm_id = shop(work)
    consented(work, firm_id)
    nobody = as_csv(SALES[1:], [sale(9)[1:]])
    assert imported(work, firm_id, books(1)).own_proven
    assert imported(work, firm_id, sales_file([sale(2, firm="测试小吃店有限公司")])).own_proven
    assert not imported(work, firm_id, sales_file([sale(3, firm="E124")])).own_proven
    assert not imported(work, firm_id, Source("own.csv", content=nobody.encode())).own_proven
    assert invoices_of(work, firm_id)["firm"].unique().to_list() == [str(firm_id)]


def test_nothing_readable_is_remembered_with_its_reason(work: Work) -> None:
    """A zip bomb is an import of nothing, with a sentence."""
    _, firm_id = shop(work)
    consented(work, firm_id)
    batch = imported(work, firm_id, Source("a.xlsx", content=b"PK\x03\x04junk"))
    assert (batch.rows_new, batch.whole, batch.problems[0].code) == (0, False, "evidence.file.damaged")


def test_names_and_amounts_lie_sealed_and_are_gone_when_the_key_is(work: Work) -> None:
    """No counterparty is legible in the tables; after erasure the answer is Erased."""
    _, firm_id = shop(work)
    consented(work, firm_id)
    imported(work, firm_id, books(1, 2))
    dump = str(
        work.connection.execute(text("SELECT b, i FROM evidence.import_batch b, evidence.invoice i")).all()
    )
    assert "测试小吃店" not in dump
    assert USCC not in dump
    work.vault.destroy(work.connection, firm_id)
    assert invoices_of(work, firm_id) is ERASED


def test_the_name_of_a_file_lies_sealed_too(work: Work) -> None:
    """Files are called by their shops: it is shown to whoever may see it, and legible nowhere else."""
    owner_id, firm_id = shop(work)
    consented(work, owner_id)
    batch = imported(work, firm_id, Source("测试小吃店的发票.csv", content=b"\x00 no table"))
    assert imports_of(work, firm_id) == (batch,) and batch.files == ("测试小吃店的发票.csv",)
    kept = work.connection.execute(text("SELECT to_jsonb(b)::text FROM evidence.import_batch b")).scalar_one()
    assert "测试小吃店" not in kept
    work.vault.destroy(work.connection, firm_id)
    assert [(one.files, one.problems) for one in imports_of(work, firm_id)] == [((), ())]


def test_what_was_imported_cannot_be_changed(work: Work) -> None:
    """The database refuses it, not only the code."""
    _, firm_id = shop(work)
    consented(work, firm_id)
    imported(work, firm_id, books(1))
    with pytest.raises(DBAPIError, match="append-only"), work.connection.begin_nested():
        work.connection.execute(text("DELETE FROM evidence.invoice"))


def test_test_data_stays_in_test_mode(work: Work) -> None:
    """A live actor does not see what a test key brought."""
    _, firm_id = shop(work)
    consented(work, firm_id)
    imported(work, firm_id, books(1))
    live = replace(work, actor=replace(work.actor, mode=Mode.LIVE))
    assert not invoices_of(live, firm_id).height
    assert imports_of(live, firm_id) == ()
