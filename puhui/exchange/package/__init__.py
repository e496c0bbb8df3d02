"""The application package: what leaves the platform, and nothing else."""

from puhui.exchange.package.building import build_package
from puhui.exchange.package.checking import check_package
from puhui.exchange.package.model import (
    ApplicationPackage,
    Asked,
    ConsentShown,
    CreditData,
    OfferShown,
    Who,
)
from puhui.exchange.package.pseudonym import pseudonym
from puhui.exchange.package.written import package_json, read_package, written

__all__ = [
    "ApplicationPackage",
    "Asked",
    "ConsentShown",
    "CreditData",
    "OfferShown",
    "Who",
    "build_package",
    "check_package",
    "package_json",
    "pseudonym",
    "read_package",
    "written",
]
