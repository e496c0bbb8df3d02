"""Who runs a business, in which way, and why: an inference that opens doors and sets nothing."""

from puhui.identify.owner.held import OwnerModel, load_owner_model, shipped_model
from puhui.identify.owner.judging import judge
from puhui.identify.owner.judging_many import judge_many
from puhui.identify.owner.model import Kind, OwnerAnswer, Seen, Weighed

__all__ = [
    "Kind",
    "OwnerAnswer",
    "OwnerModel",
    "Seen",
    "Weighed",
    "judge",
    "judge_many",
    "load_owner_model",
    "shipped_model",
]
