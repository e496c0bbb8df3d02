"""Verification of who somebody is, and screening against lists, through a provider."""

from puhui.evidence.verification.http_client import HttpClient
from puhui.evidence.verification.http_provider import HttpProvider
from puhui.evidence.verification.model import (
    EnterpriseFourFactor,
    FourFactor,
    ListScreening,
    Question,
    TwoFactor,
    Verification,
    VerificationKind,
    VerificationResult,
    kind_of_question,
)

__all__ = [
    "EnterpriseFourFactor",
    "FourFactor",
    "HttpClient",
    "HttpProvider",
    "ListScreening",
    "Question",
    "TwoFactor",
    "Verification",
    "VerificationKind",
    "VerificationResult",
    "kind_of_question",
]
