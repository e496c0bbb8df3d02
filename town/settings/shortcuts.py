"""Settings turned most often, as switches: how many run a business, how many rings, how much misleads."""

from dataclasses import replace
from typing import Final

from town.settings.model import Settings

_BUSINESSES_PER_RUNNER: Final = 0.865
"""Businesses a person in town for each grown-up who runs or co-runs one: 0.12 ÷ 0.139 in the plain town."""


def turned(
    settings: Settings,
    prevalence: float | None = None,
    noise: float | None = None,
    rings: float | None = None,
) -> Settings:
    """`prevalence` is, nearly, the share of adults who run or co-run a business; `noise` 1 leaves things be.

    Rings grow and shrink with the businesses; `rings` is how many times as many there are beside that.
    `noise` multiplies what the settings file says, so that 1 with hard.yaml is still the hard town.
    """
    business, owners, ties = settings.business, settings.owners, settings.rings
    if prevalence is not None:
        business = replace(business, per_person=prevalence * _BUSINESSES_PER_RUNNER)
    if noise is not None:
        owners = replace(owners, noise=owners.noise * noise)
        ties = replace(ties, noise=ties.noise * noise)
    if rings is not None:
        ties = replace(ties, prevalence=ties.prevalence * rings)
    return replace(settings, business=business, owners=owners, rings=ties)
