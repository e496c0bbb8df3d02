"""What the pages look up about an application: whose books, what is in them, whether they may be read."""

from uuid import UUID

import polars as pl

from puhui.app.pages.views.invoices import Stored
from puhui.evidence import consent_for, invoices_of
from puhui.ground import Erased, Work
from puhui.intake import Application
from puhui.kernel import Problem


def business_of(asked: Application) -> UUID:
    """Whose invoices count: the business, or the owner where there is no other."""
    return asked.enterprise_id or asked.owner_id


def may_read_invoices(work: Work, asked: Application) -> bool:
    """Whether the consent to read invoices still stands."""
    return not isinstance(consent_for(work, business_of(asked), "invoices"), Problem)


def stored_invoices(work: Work, asked: Application) -> Stored:
    """How many of each side, and from when to when."""
    invoices = invoices_of(work, business_of(asked))
    if isinstance(invoices, Erased) or invoices.is_empty():
        return Stored()
    sales = invoices.filter(pl.col("direction") == "sale").height
    days = invoices["issued_on"]
    return Stored(sales, invoices.height - sales, days.min(), days.max())  # type: ignore[arg-type]
