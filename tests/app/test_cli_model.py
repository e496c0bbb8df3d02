"""`puhui model`: from a person's own table to points, a card and scores."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from puhui.app.cli import main
from tests.learn.made_up import shops

SPEC = """
name: 测试卡
key: shop
target: late
positive: 是
exclude: {grade: 等于答案}
risk: {gap: rises}
checking: {folds: 4, repeats: 2}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a spec, a table and a trained model."""
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    shops().write_csv(tmp_path / "firms.csv")
    run = CliRunner().invoke(
        main,
        [
            "model",
            "train",
            f"{tmp_path}/spec.yaml",
            "--data",
            f"{tmp_path}/firms.csv",
            "--out",
            f"{tmp_path}/m",
        ],
    )
    assert run.exit_code == 0, run.output
    return tmp_path


def puhui(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    run = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return run.exit_code, run.stdout, run.stderr


def test_a_table_without_the_target_is_scored_and_keeps_its_other_columns(home: Path) -> None:
    """key, score, points, three reasons, then what came along."""
    shops(30, seed=5).drop("late").with_columns(note=pl.lit("带过")).write_parquet(home / "x.parquet")
    assert (
        puhui("model", "score", home / "m", "--data", home / "x.parquet", "--out", home / "s.csv.gz")[0] == 0
    )
    scores = pl.read_csv(home / "s.csv.gz")
    assert scores.columns[:6] == ["shop", "score", "points", "reason_1", "reason_2", "reason_3"]
    assert scores["note"].to_list() == ["带过"] * 30
    assert scores["score"].is_between(0, 1).all()
    assert scores["reason_1"].str.contains(r"^(gap|noise): .+ \([+-]\d+\)$").all()


def test_the_card_can_be_read_by_people_and_by_machines(home: Path) -> None:
    """The page and the JSON carry the same AUC."""
    found = json.loads(puhui("model", "card", home / "m", "--json")[1])
    assert f"{found['quality']['auc']['mean']:.3f} ±" in puhui("model", "card", home / "m")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("score", "m", "--data", "none.csv", "--out", "s.csv"), "none.csv"),
        (("score", "none", "--data", "firms.csv", "--out", "s.csv"), "scorecard.yaml"),
        (("score", "m", "--data", "spec.csv", "--out", "s.csv"), "gap"),
        (("score", "m", "--data", "firms.csv", "--out", "s.xls"), ".parquet"),
        (("train", "none.yaml", "--data", "firms.csv", "--out", "n"), "none.yaml"),
        (("card", "none"), "scorecard.yaml"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    home: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit code 2, the file or column by name, no stack trace."""
    (home / "spec.csv").write_text("shop\n测试店\n", encoding="utf-8")
    flags = {"score", "train", "card", "--data", "--out"}
    placed = [one if one in flags else home / one for one in arguments]
    code, _, err = puhui("--lang", "en", "model", *placed)
    assert code == 2
    assert said in err.replace("\n", "") and "Traceback" not in err
    assert not (home / "n").exists() and not (home / "s.csv").exists()


def test_scores_never_replace_the_table_they_are_made_from(home: Path) -> None:
    """The same path twice is a slip, and the table is the only copy."""
    before = (home / "firms.csv").read_bytes()
    code, _, said = puhui(
        "model", "score", home / "m", "--data", home / "firms.csv", "--out", home / "firms.csv"
    )
    assert code == 2 and "--out" in said
    assert (home / "firms.csv").read_bytes() == before


def test_a_model_that_cannot_be_written_is_a_sentence(home: Path) -> None:
    """A file stands where the folder should be."""
    out = home / "firms.csv" / "m"
    code, _, said = puhui("model", "train", home / "spec.yaml", "--data", home / "firms.csv", "--out", out)
    assert code == 2 and "写不到这里" in said
