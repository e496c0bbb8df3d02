"""What goes over HTTP about cases before a person."""

from puhui.decision.people.bodies.referral import ReferralBody
from puhui.decision.people.bodies.requests import (
    AnswerAsked,
    RequestBody,
    RequestOpenedBody,
    RequestsBody,
    ReviewAsked,
    request_body,
    request_opened_body,
)
from puhui.decision.people.bodies.staff import Logins
from puhui.decision.people.bodies.verdict import ConfirmationAsked, VerdictAsked, VerdictBody

__all__ = [
    "AnswerAsked",
    "ConfirmationAsked",
    "Logins",
    "ReferralBody",
    "RequestBody",
    "RequestOpenedBody",
    "RequestsBody",
    "ReviewAsked",
    "VerdictAsked",
    "VerdictBody",
    "request_body",
    "request_opened_body",
]
