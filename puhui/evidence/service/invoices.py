"""Import a shop's invoices under its consent, and give them back as they were known."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import polars as pl
from sqlalchemy import Row

from puhui.evidence import store, tables
from puhui.evidence.events import INVOICES_IMPORTED
from puhui.evidence.files import Source
from puhui.evidence.imports import (
    NOTHING_TOLD,
    ImportBatch,
    bound,
    pack,
    told_as_text,
    told_in,
    unknown_rows,
    unpack,
)
from puhui.evidence.invoices import FileRole, InvoiceReading, Owner, no_invoices, read_invoices
from puhui.evidence.service.gate import consent_for, still_covers
from puhui.ground import ERASED, Erased, Work
from puhui.intake import Consent, identity_of
from puhui.kernel import Problem, Text, new_id

_FIELDS = ("sales", "purchases", "counterparties", "tax")


def import_invoices(work: Work, subject_id: UUID, files: Iterable[Source]) -> ImportBatch | Problem:
    """Read uploads for a business and keep what is new. Asks for the consent before anything is opened."""
    consent = consent_for(work, subject_id, "invoices", fields=_FIELDS)
    if not isinstance(consent, Consent):
        return consent or _NEEDS_CONSENT
    owner = _owner(work, subject_id)
    if isinstance(owner, Problem):
        return owner
    uploads = [replace(source, asked_for=True) for source in files]
    return _kept(work, subject_id, consent, read_invoices(uploads, work.today(), owner=owner), owner)


def store_invoices(
    work: Work, subject_id: UUID, consent: Consent, reading: InvoiceReading
) -> ImportBatch | Problem:
    """Keep a reading for a business: idempotent by content, rows already known are recognised."""
    if problem := still_covers(work, subject_id, consent, "invoices"):
        return problem
    owner = _owner(work, subject_id)
    return owner if isinstance(owner, Problem) else _kept(work, subject_id, consent, reading, owner)


def invoices_of(
    work: Work, subject_id: UUID, as_of: date | None = None, known_by: datetime | None = None
) -> pl.DataFrame | Erased:
    """The canonical frame of a business, `firm` being its id; none is an empty frame.

    `as_of` leaves out what was issued later, `known_by` what was learned later: with both, a past moment is
    seen as it was seen then. `Erased` once the subject's key was destroyed.
    """
    opened = [
        _opened(work, book) for book in store.books(work.connection, work.actor.mode, subject_id, known_by)
    ]
    books = [book for book in opened if not isinstance(book, Erased)]
    if len(books) < len(opened):
        return ERASED
    invoices = bound(books) if books else no_invoices()
    return invoices if as_of is None else invoices.filter(pl.col("issued_on") <= as_of)


def imports_of(work: Work, subject_id: UUID) -> tuple[ImportBatch, ...]:
    """Every import for a business, oldest first, with what was left out of each."""
    return tuple(_batch(work, row) for row in store.batches(work.connection, work.actor.mode, subject_id))


def _kept(
    work: Work, subject_id: UUID, consent: Consent, reading: InvoiceReading, owner: Owner
) -> ImportBatch | Problem:
    own = set(owner.spellings())
    others = set(reading.invoices["firm"]) - own
    if len(others) > 1 or (others and set(reading.invoices["firm"]) & own):
        return _SEVERAL_FIRMS
    store.one_import_at_a_time(work.connection, subject_id)
    known = invoices_of(work, subject_id)
    if isinstance(known, Erased):
        return _ERASED
    mine = reading.invoices.with_columns(firm=pl.lit(str(subject_id)))
    new = unknown_rows(mine, known)
    batch = _batch_of(work, (subject_id, consent), reading, new.height, _is_own(reading, owner))
    _write(work, batch, new)
    return batch


def _write(work: Work, batch: ImportBatch, new: pl.DataFrame) -> None:
    plain = {"mode": work.actor.mode, "actor": work.actor.id}
    row = {name: getattr(batch, name) for name in ImportBatch.__slots__ if name not in NOTHING_TOLD}
    told = work.vault.seal(work.connection, batch.subject_id, _told(batch.id), told_as_text(batch))
    store.add(work.connection, tables.import_batch, row | plain | {"sealed_told": told})
    if new.height:
        store.add(work.connection, tables.invoice, _book(work, batch, new))
    work.audit(
        "evidence.invoices_imported",
        f"subject:{batch.subject_id}",
        batch=str(batch.id),
        rows_new=batch.rows_new,
    )
    payload = {"subject_id": str(batch.subject_id), "batch_id": str(batch.id), "mode": work.actor.mode.value}
    work.post(INVOICES_IMPORTED, payload, f"{INVOICES_IMPORTED}:{batch.id}")


def _book(work: Work, batch: ImportBatch, new: pl.DataFrame) -> dict[str, Any]:
    sealed = work.vault.seal(work.connection, batch.subject_id, f"invoices:{batch.id}", pack(new))
    return {
        "batch_id": batch.id,
        "mode": work.actor.mode,
        "subject_id": batch.subject_id,
        "learned_at": batch.learned_at,
        "rows": new.height,
        "first_day": new["issued_on"].min(),
        "last_day": new["issued_on"].max(),
        "sealed_rows": sealed,
    }


def _opened(work: Work, book: Row[Any]) -> pl.DataFrame | Erased:
    text = work.vault.open(work.connection, book.subject_id, f"invoices:{book.batch_id}", book.sealed_rows)
    return text if isinstance(text, Erased) else unpack(text)


def _batch_of(
    work: Work, under: tuple[UUID, Consent], reading: InvoiceReading, rows_new: int, own_proven: bool
) -> ImportBatch:
    subject_id, consent = under
    return ImportBatch(
        id=new_id(),
        subject_id=subject_id,
        consent_id=consent.id,
        learned_at=work.now(),
        files=tuple(table.place for table in reading.tables),
        rows_read=reading.rows_read,
        rows_good=reading.invoices.height,
        rows_new=rows_new,
        whole=reading.whole,
        own_proven=own_proven,
        problems=tuple(reading.problems),
        remarks=tuple(reading.remarks),
    )


def _batch(work: Work, row: Row[Any]) -> ImportBatch:
    kept = {name: getattr(row, name) for name in ImportBatch.__slots__ if name not in NOTHING_TOLD}
    sealed: bytes | None = row.sealed_told
    text = (
        ERASED if sealed is None else work.vault.open(work.connection, row.subject_id, _told(row.id), sealed)
    )
    return ImportBatch(**kept | (NOTHING_TOLD if isinstance(text, Erased) else told_in(text)))


def _told(batch_id: UUID) -> str:
    """The field under which the telling of an import is sealed."""
    return f"import:{batch_id}"


def _owner(work: Work, subject_id: UUID) -> Owner | Problem:
    """How this business may be written in its own books."""
    identity = identity_of(work, subject_id)
    if isinstance(identity, Problem):
        return identity
    written = (identity.name, identity.uscc, identity.resident_id)
    return Owner(str(subject_id), frozenset(one for one in written if one))


def _is_own(reading: InvoiceReading, owner: Owner) -> bool:
    """Every file with invoices names its owner, and it is this one."""
    read = [table for table in reading.tables if table.role is FileRole.INVOICES]
    own = set(reading.invoices["firm"]) <= set(owner.spellings())
    return bool(read) and own and all(table.names_owner for table in read)


_NEEDS_CONSENT = Problem(
    "evidence.consent.forbidden", Text("发票需要本人授权。", "Invoices need the person's consent.")
)
_ERASED = Problem(
    "evidence.subject.gone",
    Text("这个主体的数据已经删除，不能再导入。", "This subject's data was erased; nothing can be added."),
)
_SEVERAL_FIRMS = Problem(
    "evidence.firms.conflict",
    Text(
        "文件里有不止一家企业的发票，没有导入。",
        "The files hold invoices of more than one firm; none was imported.",
    ),
    Text("请只上传本企业的发票。", "Upload this firm's own invoices only."),
)
