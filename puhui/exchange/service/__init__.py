"""The use cases of this room, each over one `Work`."""

from puhui.exchange.service.entering import entry_address, issue_entry, open_entry
from puhui.exchange.service.fetching import taken_by_hand, waiting_packages
from puhui.exchange.service.handing_over import send_package
from puhui.exchange.service.receiving import (
    bind_application,
    hold_open,
    note_signed,
    package_of,
    receive_package,
    received_of,
    reference_of,
    withdraw_received,
)
from puhui.exchange.service.sending import deliver_package, deliver_withdrawal, renew_entry
from puhui.exchange.service.stopping import (
    expire_handovers,
    handover_of,
    withdraw_consented,
    withdraw_package,
)

__all__ = [
    "bind_application",
    "deliver_package",
    "deliver_withdrawal",
    "entry_address",
    "expire_handovers",
    "handover_of",
    "hold_open",
    "issue_entry",
    "note_signed",
    "open_entry",
    "package_of",
    "receive_package",
    "received_of",
    "reference_of",
    "renew_entry",
    "send_package",
    "taken_by_hand",
    "waiting_packages",
    "withdraw_consented",
    "withdraw_package",
    "withdraw_received",
]
