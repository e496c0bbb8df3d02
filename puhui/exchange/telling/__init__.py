"""telling: what an institution says about its applications, numbered and sent until it is heard."""

from puhui.exchange.telling.delivering import deliver
from puhui.exchange.telling.numbering import tell, told_about

__all__ = ["deliver", "tell", "told_about"]
