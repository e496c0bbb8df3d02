"""hearing: what institutions tell, each once and in its order."""

from puhui.exchange.hearing.applying import Listener, apply_heard
from puhui.exchange.hearing.listening import hear

__all__ = ["Listener", "apply_heard", "hear"]
