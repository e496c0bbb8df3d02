"""What the API of this room receives and shows."""

from puhui.intake.bodies.applications import ApplicationBody, NewApplicationBody
from puhui.intake.bodies.consents import ConsentBody, NewConsentBody, TextBody
from puhui.intake.bodies.contacts import ContactBody, ContactedBody, MayBody, WishBody
from puhui.intake.bodies.subjects import LinkBody, LinkedBody, NewSubjectBody, SearchBody, SubjectBody

__all__ = [
    "ApplicationBody",
    "ConsentBody",
    "ContactBody",
    "ContactedBody",
    "LinkBody",
    "LinkedBody",
    "MayBody",
    "NewApplicationBody",
    "NewConsentBody",
    "NewSubjectBody",
    "SearchBody",
    "SubjectBody",
    "TextBody",
    "WishBody",
]
