"""Whose decision it is, and by what it is made (domain 0.1).

A platform advises; an institution decides. The two are different records even where both ran the same tables,
and a record says for good whose it is.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from puhui.decision.jdm import BrokenTableError
from puhui.decision.model import DecisionOwner
from puhui.decision.policy import FOLDER, Policy, shipped_policy
from puhui.decision.scoring import Rater
from puhui.decision.which_scorecard import judgement_scorecard
from puhui.kernel import Problem, Text
from puhui.learn import Scorecard, load_model, load_scorecard

_SCORECARD: Final = "scorecard.yaml"
_CARD: Final = "card.json"


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides here: its name on every record, its policy, and what rates where the register names no
    champion."""

    owner: DecisionOwner
    policy: Policy
    scorecard: Rater


@cache
def platform_decider() -> Decider:
    """The tables and the scorecard that ship with Puhui, as advice."""
    return Decider(DecisionOwner.PLATFORM_ADVISORY, shipped_policy(), judgement_scorecard())


def read_decider(owner: DecisionOwner, policies: Path | None, model: Path | None) -> Decider | Problem:
    """A house's own tables and model, checked as strictly as the shipped ones; a broken folder is a Problem.

    `policies` is a folder with every table, `model` one that `puhui model train` wrote (or a folder with a
    `scorecard.yaml` alone); None takes what ships with Puhui.
    """
    try:
        policy = shipped_policy(policies or FOLDER)
    except (BrokenTableError, OSError, UnicodeDecodeError) as broken:
        return _broken_policy(policies, broken)
    scorecard = judgement_scorecard() if model is None else _scorecard(model)
    if isinstance(scorecard, Problem):
        return scorecard
    return Decider(owner, policy, scorecard)


def _scorecard(folder: Path) -> Scorecard | Problem:
    if not (folder / _CARD).exists():
        return load_scorecard(folder / _SCORECARD)
    found = load_model(folder)
    return found if isinstance(found, Problem) else found.scorecard


def _broken_policy(folder: Path | None, broken: Exception) -> Problem:
    return Problem(
        "policy.broken",
        Text(f"政策表不完整或有错：{broken}", f"The policy tables are not whole: {broken}"),
        Text(
            "请改正这个文件夹里的表（puhui policy check 逐行逐列说明）；在此之前不会启动，也不会作出决定。",
            "Correct the tables in this folder (puhui policy check tells every row and column); until then "
            "nothing starts and nothing is decided.",
        ),
        str(folder or FOLDER),
    )
