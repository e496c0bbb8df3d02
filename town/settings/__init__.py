"""What may be argued about in a town: how many of whom, how noisy, what is missing, what drifts."""

from town.settings.model import (
    Business,
    Characters,
    Density,
    Drift,
    Lending,
    Missing,
    Noise,
    Owners,
    Papers,
    People,
    Rings,
    Settings,
)
from town.settings.reading import PLAIN, SettingsRefused, read_settings
from town.settings.shortcuts import turned

__all__ = [
    "PLAIN",
    "Business",
    "Characters",
    "Density",
    "Drift",
    "Lending",
    "Missing",
    "Noise",
    "Owners",
    "Papers",
    "People",
    "Rings",
    "Settings",
    "SettingsRefused",
    "read_settings",
    "turned",
]
