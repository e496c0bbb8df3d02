"""Made ready before it is asked for: a business's numbers and its relations, as of one day and one evidence.

Reading hundreds of invoices and telling the graph who trades with whom costs twenty times what the decision
itself does, and none of it changes until the books, a consent, a link or the day does. So it is done once,
when evidence comes in (`prepare`), and a decision takes it where it is exactly what it would have made
itself. Where it is not, the decision makes it, and leaves it for the next one.

The row is found by what it was made from (`Basis`): which books, under which consents, on which day, by which
release. Its numbers are sealed under the business's key. Whether a consent covers them is asked anew each
time, before they are opened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import orjson
import polars as pl

from puhui import __version__
from puhui.decision import prepared_store as store
from puhui.decision.batch import firm_numbers
from puhui.decision.jdm import sealed, version_of
from puhui.evidence import Known, invoices_of, known_about, no_invoices
from puhui.graph import relate_declared, relate_invoices
from puhui.ground import ERASED, Erased, Work
from puhui.ground.database.direct import Asked
from puhui.ground.vault import Keyring
from puhui.intake import Consent, Standing, standing
from puhui.kernel import Problem

ASSESSMENT = "credit_assessment"
_FIELD = "decision.prepared"
_DECLARED = ("operates", "shared_phone")
_TRADED = ("counterparties",)

Numbers = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Basis:
    """What numbers and relations follow from, each as one hash. `nothing_to_read`: no invoices, or no consent
    to look at them."""

    evidence: str
    related: str
    nothing_to_read: bool


@dataclass(frozen=True, slots=True)
class Made:
    """Numbers, and whether they had to be made now: then the graph has just learnt of relations, too."""

    numbers: Numbers
    is_new: bool


def prepare(work: Work, application_id: UUID) -> Problem | None:
    """Make ready what a decision on this application will want today. Nothing is read without a consent."""
    stands = standing(work, application_id)
    if isinstance(stands, Problem):
        return stands
    keys = Keyring(work.vault, work.connection, stands.parties)
    if not any(keys.is_erased(subject_id) for subject_id in stands.parties):
        ready = store.prepared(work.connection, work.actor.mode, stands.business.id)
        numbers_of(work, stands, known_about(work, stands)(), keys, ready)
    return None


def numbers_of(
    work: Work, stands: Standing, known: Known, keys: Keyring, ready: Asked | store.Ready
) -> Made | Erased:
    """What the invoices say today: taken where it is `ready`, else made. Made now, the relations are brought
    up to what is known on the way."""
    basis, business_id = _basis(work, stands, known), stands.business.id
    for evidence, related, content in ready.rows():
        if (evidence, related) == (basis.evidence, basis.related):
            opened = keys.open(business_id, _FIELD, content)
            return opened if isinstance(opened, Erased) else Made(orjson.loads(opened), is_new=False)
    invoices = no_invoices() if basis.nothing_to_read else invoices_of(work, business_id)
    if isinstance(invoices, Erased):
        return ERASED
    _relate(work, stands, invoices)
    numbers = _numbers(invoices, business_id, work.today())
    content = keys.seal(business_id, _FIELD, orjson.dumps(numbers).decode())
    row = store.Prepared(basis.evidence, basis.related, content)
    store.keep_prepared(work.connection, work.actor.mode, business_id, row, work.now())
    return Made(numbers, is_new=True)


def _basis(work: Work, stands: Standing, known: Known) -> Basis:
    """Relations name the day too: one that was declared without a date begins on the day it is recorded."""
    at, day, business_id = work.now(), work.today(), stands.business.id
    read = stands.consent_for(business_id, "invoices", ASSESSMENT, at)
    books = known.books if isinstance(read, Consent) else ()
    made_from = {"release": __version__, "day": day, "books": [str(it) for it in books]}
    declared = [
        stands.consent_for(subject_id, "relations", ASSESSMENT, at, _DECLARED)
        for subject_id in stands.parties
    ]
    traded = stands.consent_for(business_id, "invoices", ASSESSMENT, at, _TRADED)
    under = {
        "consents": [str(it.id) if isinstance(it, Consent) else None for it in (traded, *declared)],
        "links": [[str(it.owner_id), str(it.business_id), it.since] for it in stands.links],
    }
    return Basis(version_of(sealed(made_from)), version_of(sealed({**made_from, **under})), not books)


def _relate(work: Work, stands: Standing, invoices: pl.DataFrame) -> None:
    """Bring the relations up to what is known; a party that consents to none is related to nobody."""
    for subject_id in stands.parties:
        relate_declared(work, subject_id)
    relate_invoices(work, stands.business.id, invoices)


def _numbers(invoices: pl.DataFrame, business_id: UUID, as_of: date) -> Numbers:
    row = firm_numbers(invoices, [str(business_id)], as_of).row(0, named=True)
    return {name: value for name, value in row.items() if name != "firm"}
