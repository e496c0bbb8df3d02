"""Boosted models: many small trees, their sum exact in its parts."""

from puhui.learn.boosted.batch import Reason, Scored, score_boosted
from puhui.learn.boosted.model import BoostedModel
from puhui.learn.boosted.train import TrainedBoosted, check_columns, train_boosted

__all__ = [
    "BoostedModel",
    "Reason",
    "Scored",
    "TrainedBoosted",
    "check_columns",
    "score_boosted",
    "train_boosted",
]
