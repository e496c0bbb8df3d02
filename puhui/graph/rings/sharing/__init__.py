"""Borrowed identities and farms of devices: people who should not know each other, on the same things.

Who applied close to another over a thing that both used only in passing is in a group with the other; groups
meet in common people and in the account that their money goes to (`groups.py`). What a group then is, is told
by the things it shares, by its amounts, and by whether its people have things of their own (`judging.py`).
"""

from puhui.graph.rings.sharing.judging import shared_things

__all__ = ["shared_things"]
