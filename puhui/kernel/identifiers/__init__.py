"""Chinese identifiers and their checks (domain 7). Each returns the parsed identifier or a `Problem`."""

from puhui.kernel.identifiers.bank_card import BankCard, parse_bank_card
from puhui.kernel.identifiers.mobile import Mobile, parse_mobile
from puhui.kernel.identifiers.organisation_code import OrganisationCode, parse_organisation_code
from puhui.kernel.identifiers.resident_id import ResidentId, parse_resident_id
from puhui.kernel.identifiers.uscc import RegisteredAs, Uscc, parse_uscc

__all__ = [
    "BankCard",
    "Mobile",
    "OrganisationCode",
    "RegisteredAs",
    "ResidentId",
    "Uscc",
    "parse_bank_card",
    "parse_mobile",
    "parse_organisation_code",
    "parse_resident_id",
    "parse_uscc",
]
