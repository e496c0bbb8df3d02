"""Small cells are not told, nor any other from which one could be reckoned. Pure.

Whoever knows the whole and all groups but one knows that one. So where cells under the least are left out,
they are at least two and together at least the least; the smallest of the others go with them until it is so.
"""

from collections.abc import Mapping
from typing import TypeVar

_Key = TypeVar("_Key")


def shown_cells(counts: Mapping[_Key, int], least: int) -> frozenset[_Key]:
    """The keys of one division of a whole whose counts may be told. Empty cells tell nothing and stay out.

    >>> sorted(shown_cells({"a": 40, "b": 12, "c": 3}, 10))
    ['a']
    >>> sorted(shown_cells({"a": 40, "b": 12}, 10))
    ['a', 'b']
    """
    order = sorted((key for key in counts if counts[key] > 0), key=lambda key: counts[key])
    hidden = [key for key in order if counts[key] < least]
    while hidden and len(hidden) < len(order) and not _is_hidden_well(hidden, counts, least):
        hidden.append(order[len(hidden)])
    return frozenset(order) - frozenset(hidden)


def _is_hidden_well(hidden: list[_Key], counts: Mapping[_Key, int], least: int) -> bool:
    return len(hidden) > 1 and sum(counts[key] for key in hidden) >= least
