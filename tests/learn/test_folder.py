"""A model folder is whole, readable, and refuses what it does not understand."""

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from puhui.kernel import Problem
from puhui.learn import About, Model, Trained, load_model, load_scorecard, save_model, train_scorecard
from tests.learn.made_up import SPEC, shops


@pytest.fixture(scope="module")
def made() -> Trained:
    """A small trained model."""
    found = train_scorecard(shops(), SPEC, About(today=date(2026, 11, 23), source="测试"))
    assert isinstance(found, Trained)
    return found


def test_what_is_saved_is_what_is_loaded(made: Trained, tmp_path: Path) -> None:
    """Points, card and key come back equal; a second save replaces the first."""
    for _ in range(2):
        save_model(tmp_path / "卡", made)
    held = load_model(tmp_path / "卡")
    assert held == Model(made.scorecard, made.card, "shop")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["卡"]


def test_the_card_is_a_page_in_both_languages(made: Trained, tmp_path: Path) -> None:
    """Every section a validator asks for is there, and every figure has its spread."""
    save_model(tmp_path / "m", made)
    page = (tmp_path / "m" / "card.md").read_text(encoding="utf-8")
    for heading in ("训练数据", "特征", "效果", "与对照比较", "稳定性", "公平", "局限", "Fair", "How good"):
        assert heading.lower() in page.lower()
    assert f"{made.card.quality.auc.mean:.3f} ± {made.card.quality.auc.sd:.3f}" in page


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        ("scorecard.yaml", {"format": "puhui.scorecard/9"}, "scorecard.format"),
        ("card.json", {"format": "puhui.card/9"}, "model.format"),
        ("card.json", {"version": "another"}, "model.torn"),
        ("card.json", {"quality": None}, "model.no_card"),
        ("scorecard.yaml", {"factors": [{"feature": "gap"}]}, "scorecard.broken"),
        ("scorecard.yaml", {"base_points": 1.5}, "scorecard.broken"),
    ],
)
def test_another_version_or_a_torn_folder_is_refused(
    made: Trained, tmp_path: Path, file: str, change: dict[str, object], code: str
) -> None:
    """Nothing is guessed: the problem names what to do."""
    save_model(tmp_path / "m", made)
    path = tmp_path / "m" / file
    written = yaml.safe_load(path.read_text(encoding="utf-8")) | change
    path.write_text(json.dumps(written), encoding="utf-8")
    found = load_model(tmp_path / "m")
    assert isinstance(found, Problem) and found.code == code and found.fix


def test_bins_with_a_gap_or_an_overlap_are_refused(tmp_path: Path) -> None:
    """Every value must fall into exactly one bin."""
    path = tmp_path / "s.yaml"
    card = {
        "format": "puhui.scorecard/1",
        "name": "n",
        "version": "1",
        "target": "t",
        "scale": {"base_score": 600, "base_odds": 20.0, "pdo": 40.0},
        "base_points": 600,
        "factors": [
            {
                "feature": "gap",
                "neutral_points": 0,
                "bins": [{"below": 2, "points": 1}, {"from": 3, "points": 0}],
                "missing": {"points": 0},
            }
        ],
    }
    path.write_text(yaml.safe_dump(card), encoding="utf-8")
    found = load_scorecard(path)
    assert isinstance(found, Problem) and "gap" in found.what.en


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """No trace of a stack."""
    found = load_model(tmp_path / "nowhere")
    assert isinstance(found, Problem) and found.code == "scorecard.unreadable"
