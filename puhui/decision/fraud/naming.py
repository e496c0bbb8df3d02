"""Every fact that is for the fraud table alone, in words."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from puhui.decision.fraud.windows import velocity_facts
from puhui.kernel import Text

RING: Final = "fraud_ring_"
_RINGS: Final = {
    "guarantee_cycle": Text("互相担保的圈", "Circle of guarantees"),
    "circular_invoicing": Text("循环开票的圈", "Circle of invoices"),
    "borrowed_identity": Text("借用身份的群", "Borrowed identities"),
    "device_farm": Text("设备农场", "Farm of devices"),
    "role_change": Text("突然换人", "Sudden change of roles"),
}


def ring_kinds() -> tuple[str, ...]:
    """Every kind of ring that is looked for."""
    return tuple(_RINGS)


@cache
def fraud_words() -> Mapping[str, Text]:
    """Name → words."""
    seen = {it.name: it.label for it in velocity_facts()}
    return seen | {f"{RING}{kind}": words for kind, words in _RINGS.items()}
