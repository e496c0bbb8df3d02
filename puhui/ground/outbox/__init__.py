"""outbox: what must leave the house leaves after commit, at least once."""

from puhui.ground.outbox.message import DeadLetter, Message
from puhui.ground.outbox.store import Backlog, backlog, dead_letters, forget_done, revive, waiting

__all__ = ["Backlog", "DeadLetter", "Message", "backlog", "dead_letters", "forget_done", "revive", "waiting"]
