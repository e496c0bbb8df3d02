"""Who is drawn: a keyed hash of the subject and the experiment's name, the same answer every time.

Each subject has a place in [0, 1) that nobody can compute without the house's key; drawn is whoever stands
below the share. So a share that grows only ever adds, and whoever was drawn stays drawn.
"""

from typing import Final

from puhui.ground import Vault

_BYTES: Final = 8
_PLACES: Final = 2 ** (8 * _BYTES)


def place(vault: Vault, trial: str, salt: str, subject: str) -> float:
    """Where a subject stands in an experiment."""
    return place_of(vault.blind_index(f"challenge:{trial}:{salt}", subject))


def place_of(keyed_hash: bytes) -> float:
    """A number in [0, 1) from the first eight bytes.

    >>> place_of(bytes(32)), place_of(b"\\x80" + bytes(31))
    (0.0, 0.5)
    """
    return (int.from_bytes(keyed_hash[:_BYTES]) >> 11) / (_PLACES >> 11)


def is_drawn(place: float, share: float) -> bool:
    """Whether the challenger decides here; never at a share of nothing, always at a share of one."""
    return place < share
