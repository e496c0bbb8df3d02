"""An allocation written down for a solver: what a lot earns at each rate, and its limits as one matrix."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from puhui.decision.money.allocation.model import Costs, Counts, Firms, Floats, Menu, Row, Wishes
from puhui.decision.money.allocation.rows import rows_of

Rates = tuple[int, ...]
"""One place on the menu for each band: a price belongs to a band, never to a firm."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything in lots. `matrix` has a row a limit and a column a firm, `most` the right-hand sides;
    `burden` is what a yuan drawn by each firm costs whatever the rate: loss, funding, operating, capital,
    and the weight given to risk."""

    firms: Firms
    menus: tuple[Menu, ...]
    wishes: Wishes
    rows: tuple[Row, ...]
    matrix: csr_array
    most: Floats
    burden: Floats

    def values_fen(self, rates: Rates) -> Floats:
        """What one lot offered to each firm earns a year, less its risk, at these rates."""
        rate, drawn = self._of_band(
            [(menu.annual_rate[at], menu.drawn_share[at]) for menu, at in self._at(rates)]
        )
        return self.wishes.lot_fen * drawn * (rate * (1 - self.firms.probability) - self.burden)

    def used(self, rates: Rates) -> Floats:
        """What one lot offered to each firm takes of a limit."""
        if self.wishes.counts is Counts.OFFERED:
            return np.ones(len(self.firms))
        return self._of_band([(menu.drawn_share[at],) for menu, at in self._at(rates)])[0]

    def drawn(self, rates: Rates) -> Floats:
        """The share of each firm's offer that is expected to be drawn."""
        return self._of_band([(menu.drawn_share[at],) for menu, at in self._at(rates)])[0]

    def _at(self, rates: Rates) -> list[tuple[Menu, int]]:
        return list(zip(self.menus, rates, strict=True))

    def _of_band(self, figures: Sequence[tuple[float, ...]]) -> list[Floats]:
        return [np.array(column)[self.firms.band.of] for column in zip(*figures, strict=True)]


def asked(firms: Firms, menus: Sequence[Menu], costs: Costs, wishes: Wishes) -> Asked:
    """The problem of these firms, menus (one a band), costs and wishes."""
    rows = rows_of(firms, wishes, costs)
    band, pd = firms.band.of, firms.probability
    lgd = costs.loss_given_default[band]
    risk = lgd * np.sqrt(pd * (1 - pd))
    burden = pd * lgd + costs.fixed[band] + wishes.risk_weight * risk
    matrix = csr_array(np.array([row.weight for row in rows]))
    return Asked(firms, tuple(menus), wishes, rows, matrix, np.array([row.most_lots for row in rows]), burden)
