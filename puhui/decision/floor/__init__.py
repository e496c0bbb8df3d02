"""The floor under every policy: what no table, however edited, and no input, however broken, can turn into an
approval.

`sound` lets only facts of their kind and within their bounds reach a table; `doubt` is asked once no table
objects; `terms_are_usable` and `trade_is_usable` before money is reckoned from what tables said. Which floor
a record stood on is kept with its law, so that older records replay by theirs.
"""

from typing import Final

from puhui.decision.floor.days import dated_after
from puhui.decision.floor.doubting import doubt
from puhui.decision.floor.sounding import Sound, sound
from puhui.decision.floor.terms import share_or_nothing, terms_are_usable, trade_is_usable
from puhui.decision.floor.whole import evidence_is_whole

FLOOR: Final = 2
"""1: what must be known is there and clean. 2: figures are of their kind and within bounds, what was asked
for has answered, days run forwards, tables gave terms that can be reckoned with."""

__all__ = [
    "FLOOR",
    "Sound",
    "dated_after",
    "doubt",
    "evidence_is_whole",
    "share_or_nothing",
    "sound",
    "terms_are_usable",
    "trade_is_usable",
]
