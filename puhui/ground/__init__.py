"""ground: the technical ground every room stands on. It knows no business."""

from puhui.ground.actor import SYSTEM, Actor, ActorKind, Mode
from puhui.ground.settings import Settings
from puhui.ground.unavailable import Unavailable
from puhui.ground.vault import ERASED, Erased, Vault
from puhui.ground.work import Ground, Work, open_ground

__all__ = [
    "ERASED",
    "SYSTEM",
    "Actor",
    "ActorKind",
    "Erased",
    "Ground",
    "Mode",
    "Settings",
    "Unavailable",
    "Vault",
    "Work",
    "open_ground",
]
