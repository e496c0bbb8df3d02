"""publishing: what a house works by, changed by one person and published by another.

Drafts with optimistic revisions, maker and checker, publications that nobody changes. It knows neither
policies nor products: content is canonical bytes of some `kind` under some `name`, and whether it is sound is
the room's question.
"""

from puhui.ground.publishing.current import asking_newest, effective, remembered
from puhui.ground.publishing.drafts import (
    discard_draft,
    draft_of,
    drafts_of,
    house_of,
    person_problem,
    reject_draft,
    save_draft,
    submit_draft,
)
from puhui.ground.publishing.model import Draft, DraftState, Publication
from puhui.ground.publishing.names import names_of
from puhui.ground.publishing.problems import MOVED_ON, NO_DRAFT
from puhui.ground.publishing.publications import history_of, may_publish, publish_draft
from puhui.ground.publishing.trouble import Refused, Severity, Trouble, errors_in

__all__ = [
    "MOVED_ON",
    "NO_DRAFT",
    "Draft",
    "DraftState",
    "Publication",
    "Refused",
    "Severity",
    "Trouble",
    "asking_newest",
    "discard_draft",
    "draft_of",
    "drafts_of",
    "effective",
    "errors_in",
    "history_of",
    "house_of",
    "may_publish",
    "names_of",
    "person_problem",
    "publish_draft",
    "reject_draft",
    "remembered",
    "save_draft",
    "submit_draft",
]
