"""What people said of pairs: same, not the same, not sure; kept with who, why and when, and reversible."""

from puhui.evidence.resolution.judgements.file import read_judgements
from puhui.evidence.resolution.judgements.model import (
    Judgement,
    JudgementReason,
    Verdict,
    pair_of,
    standing_judgements,
)
from puhui.evidence.resolution.judgements.service import judge_firms, judgements_between, standing_between

__all__ = [
    "Judgement",
    "JudgementReason",
    "Verdict",
    "judge_firms",
    "judgements_between",
    "pair_of",
    "read_judgements",
    "standing_between",
    "standing_judgements",
]
