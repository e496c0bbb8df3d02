"""Firms that invoice each other in a circle: who belongs to it, and the buyer's half of its papers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from town.invoices import Paper
from town.residents import Nature, Resident


def ring_of(residents: Sequence[tuple[Resident, Nature]]) -> dict[str, list[str]]:
    """For every circular firm the others of its ring; a ring of one is no ring."""
    members = [resident.code for resident, nature in residents if nature.character["ring"] > 0]
    return {code: [other for other in members if other != code] for code in members}


def mirrored(papers: Iterable[Paper]) -> Iterator[Paper]:
    """The buyer's half of every invoice that one firm of the street wrote to another: the same paper."""
    for paper in papers:
        if paper.sale and paper.counterparty.startswith("T"):
            yield replace(paper, firm=paper.counterparty, counterparty=paper.firm, sale=False)
