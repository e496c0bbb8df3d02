"""How relations come in: held against their concept, on an end's own consent or a public source."""

from puhui.graph.recording.checking import checked
from puhui.graph.recording.relating import (
    record_mark,
    relate_declared,
    relate_invoices,
    relate_registration,
)

__all__ = ["checked", "record_mark", "relate_declared", "relate_invoices", "relate_registration"]
