"""What may be argued about in a town: how many of whom, how noisy, what is missing, what drifts."""

from town.settings.model import (
    Business,
    Characters,
    Density,
    Drift,
    Lending,
    Missing,
    Noise,
    Papers,
    People,
    Settings,
)
from town.settings.reading import PLAIN, SettingsRefused, read_settings

__all__ = [
    "PLAIN",
    "Business",
    "Characters",
    "Density",
    "Drift",
    "Lending",
    "Missing",
    "Noise",
    "Papers",
    "People",
    "Settings",
    "SettingsRefused",
    "read_settings",
]
