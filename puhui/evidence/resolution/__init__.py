"""The same firm under other spellings: names in pieces, likeness with reasons, judgements kept."""

from puhui.evidence.resolution.firm import Firm, firm
from puhui.evidence.resolution.judgements import (
    Judgement,
    JudgementReason,
    Verdict,
    judge_firms,
    judgements_between,
    read_judgements,
    standing_between,
    standing_judgements,
)
from puhui.evidence.resolution.likeness import Likeness, Relation, same_firm
from puhui.evidence.resolution.linking import Resolved, resolve
from puhui.evidence.resolution.names import Brands, FirmName, fold_name, read_brands

__all__ = [
    "Brands",
    "Firm",
    "FirmName",
    "Judgement",
    "JudgementReason",
    "Likeness",
    "Relation",
    "Resolved",
    "Verdict",
    "firm",
    "fold_name",
    "judge_firms",
    "judgements_between",
    "read_brands",
    "read_judgements",
    "resolve",
    "same_firm",
    "standing_between",
    "standing_judgements",
]
