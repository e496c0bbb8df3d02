"""Policies and models out of folders, to be tried on kept decisions. Nothing here registers or publishes."""

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from puhui.decision.model import DecisionOwner
from puhui.decision.models import HOUSE, Fallback, Terms, files_in, served_from
from puhui.decision.models.sealing import seal
from puhui.decision.owner import Decider, read_decider
from puhui.decision.scoring import Rater
from puhui.kernel import Problem
from puhui.learn.folder import BOOSTED

_A_YEAR: Final = timedelta(days=366)


def rater_in(folder: Path, today: date) -> Rater | Problem:
    """The model of a folder as `puhui model train` wrote it, or one with a `scorecard.yaml` alone. A boosted
    model rates as it would from the register, for a year from today."""
    if not (folder / BOOSTED).exists():
        found = read_decider(DecisionOwner.PLATFORM_ADVISORY, None, folder)
        return found.scorecard if isinstance(found, Decider) else found
    files = files_in(folder)
    if isinstance(files, Problem):
        return files
    terms = Terms(HOUSE, Fallback.REFER, date.min, today + _A_YEAR)
    sealed = seal(files, terms, str(folder))
    return sealed if isinstance(sealed, Problem) else served_from(sealed.content)
