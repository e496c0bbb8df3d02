"""partners: who the other side is, and the door it comes in by."""

from puhui.exchange.partners.admitting import admit, forget_nonces
from puhui.exchange.partners.cards import card, check_address, host_of, partner_from_card
from puhui.exchange.partners.refusing import record_refusal, refusals_of
from puhui.exchange.partners.registering import (
    add_key,
    add_partner,
    end_key,
    partner,
    partners,
    revoke_key,
    revoke_partner,
)

__all__ = [
    "add_key",
    "add_partner",
    "admit",
    "card",
    "check_address",
    "end_key",
    "forget_nonces",
    "host_of",
    "partner",
    "partner_from_card",
    "partners",
    "record_refusal",
    "refusals_of",
    "revoke_key",
    "revoke_partner",
]
