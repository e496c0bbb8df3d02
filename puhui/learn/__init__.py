"""learn: models from anybody's data, as tables a person can read."""

from puhui.learn.model import Bin, Contribution, Factor, Scale, Score, Scorecard
from puhui.learn.scorecard_file import dump_scorecard, load_scorecard

__all__ = [
    "Bin",
    "Contribution",
    "Factor",
    "Scale",
    "Score",
    "Scorecard",
    "dump_scorecard",
    "load_scorecard",
]
