"""The peers: each opens the same graph its own way and answers who is reached."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

Walk = Callable[[list[int], int], list[int]]
"""Starts and hops in, everyone reached out (the starts themselves may be left out)."""
Peer = Callable[[Path], AbstractContextManager[dict[str, Walk]]]
"""Opens the graph in a folder (see `sharing`); gives one or several ways to ask, the fastest counts."""

NAMES: Final = ("postgresql", "sqlite", "rustychickpeas", "neug", "ladybug")
__all__ = ["NAMES", "Iterator", "Peer", "Walk"]
