"""Use cases of this room, each in the transaction of its `Work`."""

from puhui.evidence.service.checking import verify_application
from puhui.evidence.service.debts import BureauConnector, debts_of, declare_debts, fetch_debts, record_debts
from puhui.evidence.service.facts import facts, record_fact
from puhui.evidence.service.gate import consent_for, gather
from puhui.evidence.service.held import Held, held
from puhui.evidence.service.invoices import import_invoices, imports_of, invoices_of, store_invoices
from puhui.evidence.service.known import Known, known_about
from puhui.evidence.service.registrations import RegistryConnector, fetch_registration
from puhui.evidence.service.verification import screen, verifications_of, verify_enterprise, verify_person

__all__ = [
    "BureauConnector",
    "Held",
    "Known",
    "RegistryConnector",
    "consent_for",
    "debts_of",
    "declare_debts",
    "facts",
    "fetch_debts",
    "fetch_registration",
    "gather",
    "held",
    "import_invoices",
    "imports_of",
    "invoices_of",
    "known_about",
    "record_debts",
    "record_fact",
    "screen",
    "store_invoices",
    "verifications_of",
    "verify_application",
    "verify_enterprise",
    "verify_person",
]
