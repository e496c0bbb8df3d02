"""Pieces answered in several processes at once, in order, with few of them in memory.

Each process opens the cascade for itself. Worth it from some hundred thousand rows on: a process needs some
seconds before its first answer.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from puhui.ground import Settings
from puhui.identify.industry.cascade import Cascade
from puhui.identify.industry.files.pieces import Piece
from puhui.identify.industry.opening import open_cascade
from puhui.kernel import Language, Problem

Answer = Callable[[Cascade, Piece, Language], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Beside:
    """How each of `processes` opens its own cascade."""

    settings: Settings
    model: Path | None = None
    embed: bool = True
    processes: int = 2


def in_turn(
    beside: Beside, answer: Answer, pieces: Iterable[Piece], language: Language
) -> Iterator[tuple[Piece, pl.DataFrame]]:
    """Pieces with their answers, in the order they came."""
    spawned = multiprocessing.get_context("spawn")
    opening = (beside.settings, beside.model, beside.embed)
    waiting: deque[tuple[Piece, Future[pl.DataFrame]]] = deque()
    with ProcessPoolExecutor(beside.processes, spawned, _open, opening) as pool:
        for piece in pieces:
            waiting.append((piece, pool.submit(_answer, answer, piece, language)))
            if len(waiting) > 2 * beside.processes:
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()


_own: list[Cascade] = []
"""The cascade of this process; empty in the one that started it."""


def _open(settings: Settings, model: Path | None, embed: bool) -> None:
    opened = open_cascade(settings, model, embed=embed)
    if isinstance(opened, Problem):
        raise RuntimeError(opened.code)
    _own.append(opened)


def _answer(answer: Answer, piece: Piece, language: Language) -> pl.DataFrame:
    return answer(_own[0], piece, language)
