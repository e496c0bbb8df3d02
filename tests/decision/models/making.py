"""A boosted model small enough to reckon by hand, its card, and the same model damaged in every way."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from puhui.decision.models import (
    HOUSE,
    Fallback,
    Registered,
    Settled,
    Terms,
    Use,
    propose_champion,
    register_model,
    settle_model,
    settle_use,
)
from puhui.ground import Ground
from puhui.kernel import Text
from puhui.learn import Interval, ModelCard, card_to_json, dump_scorecard
from puhui.learn.card.model import Driver, FeatureLine, Quality, TrainedOn
from puhui.learn.checks.measures import CalibrationRow
from tests.decision.making import SCORECARD
from tests.ground.publishing.staff import CHEN, SUN

TODAY = date(2026, 11, 23)
NEXT_YEAR = date(2027, 11, 1)
TERMS = Terms(HOUSE, Fallback.REFER, TODAY, NEXT_YEAR)

TREE = """#puhui trees trees
tree
version=v4
num_class=1
num_tree_per_iteration=1
label_index=0
max_feature_idx=1
objective=binary sigmoid:1
feature_names=top_buyer_share sales_6m_change
tree_sizes=400

Tree=0
num_leaves=3
num_cat=0
split_feature=0 1
split_gain=10 5
threshold=0.5 -0.4
decision_type=10 10
left_child=1 -1
right_child=-2 -3
leaf_value=-1 1.5 -3
leaf_weight=1 1 1
leaf_count=10 20 70
internal_value=0 0
internal_weight=1 1
internal_count=100 80
is_linear=0
shrinkage=1


end of trees

"""
"""Over half of sales to one buyer: log odds +1.5 (20 rows). Else sales that fell by over 40 %: −1 (10 rows),
other sales: −3 (70 rows). An unknown row expects 20·1.5 − 10·1 − 70·3 over 100: −1.9."""


def files(trees: str = TREE, **changes: Any) -> dict[str, str]:
    """The files of the model's folder, with anything about `boosted.json` changed."""
    written = {
        "format": "puhui.boosted/1",
        "name": "by_hand",
        "version": "by_hand-1",
        "target": "default",
        "key": "firm",
        "group": None,
        "numbers": ["top_buyer_share", "sales_6m_change"],
        "words": [],
        "derive": {},
        "titles": {},
        "encoders": [],
        "counts": False,
        "names": ["top_buyer_share", "sales_6m_change"],
        "members": [{"name": "trees", "weight": 1.0, "trees": 1}],
        "calibration": {"shift": -1.0, "slope": 1.0},
        "trees_sha256": hashlib.sha256(trees.encode()).hexdigest(),
        **changes,
    }
    return {"boosted.json": json.dumps(written), "trees.txt": trees, "card.json": carded()}


def table_files() -> dict[str, str]:
    """The files of a scorecard's folder."""
    made = replace(
        card(), version=SCORECARD.version, name=SCORECARD.name, explainability="table", kind="scorecard"
    )
    return {"scorecard.yaml": dump_scorecard(SCORECARD, {"key": "firm"}), "card.json": _json(made)}


def carded(**changes: Any) -> str:
    """`card.json`, with anything about it changed."""
    return _json(replace(card(), **changes))


def card() -> ModelCard:
    """A card as a training writes one."""
    auc = Interval(mean=0.81, sd=0.05, low=0.71, high=0.91)
    groups = tuple(CalibrationRow(20, said, happened) for said, happened in ((0.02, 0.0), (0.2, 0.25)))
    return ModelCard(
        name="by_hand",
        version="by_hand-1",
        title=Text("手算的模型", "A model by hand"),
        created_on=date(2026, 11, 20),
        target="default",
        trained_on=TrainedOn(100, 20, 0, "0" * 64, "made up"),
        features=(FeatureLine("top_buyer_share", None, "rises", 0.5, 2, 1.0),),
        quality=Quality(5, 10, auc, 0.7, 0.9, 0.5, 0.1, 0.16, -1.0, 1.0, groups),
        seed=0,
        versions={},
        kind="boosted",
        explainability="parts",
        drivers=(Driver("top_buyer_share", None, None, "rises", 0.7),),
    )


def approved(ground: Ground, texts: Mapping[str, str] | None = None, terms: Terms = TERMS) -> Registered:
    """Handed in by Chen, approved by Sun; each in a work of their own."""
    with ground.work(CHEN) as work:
        made = register_model(work, texts or files(), terms)
        assert isinstance(made, Registered), made
    with ground.work(SUN) as work:
        done = settle_model(work, made.id, Settled.APPROVED)
    assert isinstance(done, Registered), done
    return done


def crowned(ground: Ground, model: Registered | None, product: str = HOUSE, since: date | None = None) -> Use:
    """Proposed as champion by Chen, approved by Sun."""
    with ground.work(CHEN) as work:
        asked = propose_champion(work, product, model.id if model else None, since or work.today())
        assert isinstance(asked, Use), asked
    with ground.work(SUN) as work:
        done = settle_use(work, asked.id, Settled.APPROVED)
    assert isinstance(done, Use), done
    return done


def _json(made: ModelCard) -> str:
    return json.dumps(card_to_json(made), ensure_ascii=False)
