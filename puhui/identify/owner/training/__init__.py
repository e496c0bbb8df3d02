"""Learning who runs a business, by made-up towns or a user's own labels; only this needs LightGBM."""

from puhui.identify.owner.training.checked import Found, checked, right_at
from puhui.identify.owner.training.learnt import OnStep, without
from puhui.identify.owner.training.making import Made, make_owner_model
from puhui.identify.owner.training.people import Labelled, labelled_people

__all__ = [
    "Found",
    "Labelled",
    "Made",
    "OnStep",
    "checked",
    "labelled_people",
    "make_owner_model",
    "right_at",
    "without",
]
