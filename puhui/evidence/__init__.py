"""evidence: what we know, from which source, learned when, under which consent."""

from puhui.evidence.invoices import (
    FIRM_SCHEMA,
    INVOICE_SCHEMA,
    FileRole,
    InvoiceReading,
    Owner,
    Source,
    TableRead,
    no_firms,
    no_invoices,
    read_invoices,
)

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
