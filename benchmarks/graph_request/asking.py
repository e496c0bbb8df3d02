"""One whole request: circles and roles, who stands behind, circles of guarantees, both centres' features."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.graph.circle import Answer, Circles
from puhui.graph.engine import View
from puhui.graph.measured import Near


@dataclass(frozen=True, slots=True)
class Told:
    """The answer, and each centre's features in the order of the catalogue."""

    answer: Answer
    features: tuple[NDArray[np.float64], ...]

    def digest(self) -> int:
        """One number for who was reached, how far, with which roles, who stands behind, and all the rest."""
        circle = self.answer.circle
        order = np.argsort(circle.ids)
        standing = self.answer.standing
        return hash(
            (
                circle.ids[order].tobytes(),
                circle.hops[order].tobytes(),
                circle.role_bits[order].tobytes(),
                (standing.owners, standing.controller) if standing else (),
                len(self.answer.guarantee_cycles),
                *(np.nan_to_num(it, nan=-1.0).round(6).tobytes() for it in self.features),
            )
        )


class Asking:
    """Asks one view, request after request, as one thread of a server does."""

    def __init__(self, view: View, circles: Circles | None = None) -> None:
        self.view = view
        self._circles = circles.moved(view) if circles else Circles(view)
        self._near = Near(self._circles.walker)

    def moved(self, view: View) -> "Asking":
        """The same over another view."""
        return Asking(view, self._circles)

    def ask(self, owner: int, enterprise: int, day: int) -> Told:
        """Everything about one application."""
        answer = self._circles.answer(owner, enterprise, day)
        return Told(answer, tuple(self._near.of(it, day).values for it in (owner, enterprise)))
