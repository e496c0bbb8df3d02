"""Every feature there is, in the order a page shows them."""

from functools import cache

from puhui.features import concentration, continuity, counterparties, hygiene, margin, tax, turnover
from puhui.features.model import Feature

_GROUPS = (turnover, concentration, hygiene, continuity, tax, margin, counterparties)


@cache
def catalogue() -> tuple[Feature, ...]:
    """All declared features; names are unique and never change their meaning.

    >>> [feature.name for feature in catalogue()][:2]
    ['sales_monthly_yuan', 'sales_monthly_yuan_36m']
    """
    return tuple(feature for group in _GROUPS for feature in group.FEATURES)


def feature_named(name: str) -> Feature | None:
    """The declaration behind a column's name, if it is a feature."""
    return _by_name().get(name)


@cache
def _by_name() -> dict[str, Feature]:
    return {feature.name: feature for feature in catalogue()}
