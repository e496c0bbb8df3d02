"""models: which model rates, registered by one person, approved by another, served exact in its parts."""

from puhui.decision.models.model import (
    HOUSE,
    Fallback,
    ModelKind,
    Recalibration,
    Registered,
    Settled,
    State,
    Use,
    UseKind,
    state_of,
)
from puhui.decision.models.now import asking_newest, champion_on, model_now, served_model
from puhui.decision.models.rating import Doubt, Rated, Served, rated_by
from puhui.decision.models.registering import (
    found,
    register_model,
    registered,
    settle_model,
    withdraw_model,
)
from puhui.decision.models.sealing import Terms, files_in
from puhui.decision.models.served import served_from
from puhui.decision.models.serving import Part, PartsScore
from puhui.decision.models.using import propose_champion, propose_recalibration, settle_use

__all__ = [
    "HOUSE",
    "Doubt",
    "Fallback",
    "ModelKind",
    "Part",
    "PartsScore",
    "Rated",
    "Recalibration",
    "Registered",
    "Served",
    "Settled",
    "State",
    "Terms",
    "Use",
    "UseKind",
    "asking_newest",
    "champion_on",
    "files_in",
    "found",
    "model_now",
    "propose_champion",
    "propose_recalibration",
    "rated_by",
    "register_model",
    "registered",
    "served_from",
    "served_model",
    "settle_model",
    "settle_use",
    "state_of",
    "withdraw_model",
]
