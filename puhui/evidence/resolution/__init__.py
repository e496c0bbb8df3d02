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
from puhui.evidence.resolution.linking import Resolved, explained, resolve
from puhui.evidence.resolution.names import Brands, FirmName, fold_name, read_brands
from puhui.evidence.resolution.tables import FirmTable, clustered, linked, pairs_told, read_firms

__all__ = [
    "Brands",
    "Firm",
    "FirmName",
    "FirmTable",
    "Judgement",
    "JudgementReason",
    "Likeness",
    "Relation",
    "Resolved",
    "Verdict",
    "clustered",
    "explained",
    "firm",
    "fold_name",
    "judge_firms",
    "judgements_between",
    "linked",
    "pairs_told",
    "read_brands",
    "read_firms",
    "read_judgements",
    "resolve",
    "same_firm",
    "standing_between",
    "standing_judgements",
]
