"""learn: models from anybody's data, as tables a person can read."""

from puhui.learn.boosted import (
    BoostedModel,
    Reason,
    Scored,
    TrainedBoosted,
    check_columns,
    score_boosted,
    train_boosted,
)
from puhui.learn.card.making import About
from puhui.learn.card.model import Comparison, Figure, ModelCard, card_to_json
from puhui.learn.card.text import card_markdown
from puhui.learn.checks.measures import Interval, auc, bootstrap_auc, psi
from puhui.learn.checks.peers import auc_of_way, compare_with_logistic
from puhui.learn.checks.suspicion import Sign, Suspicion
from puhui.learn.checks.validate import OnProgress, Validation, paired_difference, repeated_cv_auc
from puhui.learn.folder import Boosted, Model, load_any_model, load_boosted_model, load_model, save_model
from puhui.learn.scorecard.batch import score_frame
from puhui.learn.scorecard.file import dump_scorecard, load_scorecard
from puhui.learn.scorecard.model import Bin, Contribution, Factor, Scale, Score, Scorecard
from puhui.learn.scorecard.train import Trained, train_scorecard, with_extras
from puhui.learn.spec import BoostedSpec, ModelSpec, Risk, ScorecardSpec, load_model_spec, load_spec
from puhui.learn.table.columns import column_problems
from puhui.learn.table.tables import read_table, write_table

__all__ = [
    "About",
    "Bin",
    "Boosted",
    "BoostedModel",
    "BoostedSpec",
    "Comparison",
    "Contribution",
    "Factor",
    "Figure",
    "Interval",
    "Model",
    "ModelCard",
    "ModelSpec",
    "OnProgress",
    "Reason",
    "Risk",
    "Scale",
    "Score",
    "Scorecard",
    "ScorecardSpec",
    "Scored",
    "Sign",
    "Suspicion",
    "Trained",
    "TrainedBoosted",
    "Validation",
    "auc",
    "auc_of_way",
    "bootstrap_auc",
    "card_markdown",
    "card_to_json",
    "check_columns",
    "column_problems",
    "compare_with_logistic",
    "dump_scorecard",
    "load_any_model",
    "load_boosted_model",
    "load_model",
    "load_model_spec",
    "load_scorecard",
    "load_spec",
    "paired_difference",
    "psi",
    "read_table",
    "repeated_cv_auc",
    "save_model",
    "score_boosted",
    "score_frame",
    "train_boosted",
    "train_scorecard",
    "with_extras",
    "write_table",
]
