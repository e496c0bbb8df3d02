"""saying: what an event says, as it is written on the wire. Pure; the same on both sides."""

from puhui.exchange.saying.bodies import MAY_MISS, SHAPES, body_problem
from puhui.exchange.saying.written import event_bytes, event_json, read_event

__all__ = ["MAY_MISS", "SHAPES", "body_problem", "event_bytes", "event_json", "read_event"]
