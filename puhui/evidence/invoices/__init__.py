"""VAT invoices: the layout of exports, read whole and checked row by row."""

from puhui.evidence.files import Source
from puhui.evidence.invoices.model import (
    FIRM_SCHEMA,
    INVOICE_SCHEMA,
    FileRole,
    InvoiceReading,
    Owner,
    TableRead,
    no_firms,
    no_invoices,
)
from puhui.evidence.invoices.reading import read_invoices

__all__ = [
    "FIRM_SCHEMA",
    "INVOICE_SCHEMA",
    "FileRole",
    "InvoiceReading",
    "Owner",
    "Source",
    "TableRead",
    "no_firms",
    "no_invoices",
    "read_invoices",
]
