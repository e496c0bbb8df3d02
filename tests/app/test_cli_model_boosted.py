"""`puhui model` with a boosted spec: checked, trained, scored with reasons, served without pandas."""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from puhui.app.cli import main
from tests.learn.boosted.made_up import shops

SPEC = """
name: 测试提升树
kind: boosted
key: shop
target: late
positive: 是
derive: {margin: sales - costs}
categories: [street]
titles: {margin: {zh: 毛利, en: margin}}
ensemble: {trees: {rounds: 40, leaves: 4, bags: 2}}
checking: {folds: 3, repeats: 1}
"""
_WITHOUT_PANDAS = """
import sys
sys.modules["pandas"] = None
sys.modules["sklearn"] = None
from puhui.app.cli import main
main(sys.argv[1:])
"""


def puhui(*arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    run = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return run.exit_code, run.stdout, run.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a spec, a table and a trained model."""
    folder = tmp_path_factory.mktemp("boosted")
    (folder / "spec.yaml").write_text(SPEC, encoding="utf-8")
    shops().write_csv(folder / "firms.csv")
    code, _, err = puhui(
        "model", "train", folder / "spec.yaml", "--data", folder / "firms.csv", "--out", folder / "m"
    )
    assert code == 0, err
    return folder


def test_every_row_gets_a_score_and_what_made_it(home: Path) -> None:
    """key, score, three reasons in words, then what came along; a new street is no obstacle."""
    asked = shops(30, seed=5).drop("late").with_columns(street=pl.lit("从没见过的路"), note=pl.lit("带过"))
    asked.write_csv(home / "x.csv")
    assert puhui("model", "score", home / "m", "--data", home / "x.csv", "--out", home / "s.csv")[0] == 0
    scores = pl.read_csv(home / "s.csv")
    assert scores.columns[:5] == ["shop", "score", "reason_1", "reason_2", "reason_3"]
    assert scores["shop"].to_list() == asked["shop"].to_list() and set(scores["note"]) == {"带过"}
    assert scores["score"].is_between(0, 1).all()
    assert scores["reason_1"].str.contains(r"^.+: .+ \([+-]\d+\.\d\d\)$").all()
    assert scores["reason_1"].str.starts_with("毛利: ").sum() > 10


def test_it_serves_without_pandas_and_without_training_tools(home: Path) -> None:
    """A program in which neither pandas nor scikit-learn can be imported gives the same scores."""
    shops(20, seed=6).write_csv(home / "y.csv")
    for out, program in (
        (home / "a.csv", "from puhui.app.cli import main; main()"),
        (home / "b.csv", _WITHOUT_PANDAS),
    ):
        command = ["model", "score", str(home / "m"), "--data", str(home / "y.csv"), "--out", str(out)]
        subprocess.run([sys.executable, "-c", program, *command], check=True, capture_output=True)
    assert (home / "a.csv").read_text(encoding="utf-8") == (home / "b.csv").read_text(encoding="utf-8")


def test_the_card_tells_kind_members_and_how_well_it_is_explained(home: Path) -> None:
    """The page and the JSON carry the same figures."""
    found = json.loads(puhui("model", "card", home / "m", "--json")[1])
    page = puhui("model", "card", home / "m")[1]
    assert (found["kind"], found["explainability"]) == ("boosted", "parts")
    assert f"{found['quality']['auc']['mean']:.3f} ±" in page
    for heading in ("成员 Members", "可解释等级", "sales - costs", "普通 LightGBM", "How stable", "How fair"):
        assert heading in page


def test_columns_that_know_too_much_are_told_before_training(home: Path) -> None:
    """`check` names them, says whether they are in use, and trains nothing."""
    frame = shops().with_columns(closed_on=pl.when(pl.col("late") == "是").then(pl.lit("2024-01-01")))
    frame.write_csv(home / "leaky.csv")
    code, said, _ = puhui("--lang", "en", "model", "check", home / "spec.yaml", "--data", home / "leaky.csv")
    assert code == 0 and "[left out]" in said and "closed_on" in said
    told = json.loads(puhui("model", "check", home / "spec.yaml", "--data", home / "leaky.csv", "--json")[1])
    assert [(one["column"], one["sign"]) for one in told] == [("closed_on", "filled")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("score", "m", "--data", "empty.csv", "--out", "n.csv"), "sales"),
        (("score", "m", "--data", "words.csv", "--out", "n.csv"), "costs"),
        (("train", "wrong.yaml", "--data", "firms.csv", "--out", "n"), "margin"),
        (("train", "answer.yaml", "--data", "firms.csv", "--out", "n"), "late"),
        (("check", "spec.yaml", "--data", "empty.csv"), "late"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    home: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit code 2, the column or formula by name, no stack trace."""
    (home / "empty.csv").write_text("shop\n测试店\n", encoding="utf-8")
    shops(5).with_columns(costs=pl.lit("很多")).write_csv(home / "words.csv")
    (home / "wrong.yaml").write_text(SPEC.replace("sales - costs", "sales - "), encoding="utf-8")
    (home / "answer.yaml").write_text(SPEC.replace("sales - costs", "late - costs"), encoding="utf-8")
    flags = {"score", "train", "check", "--data", "--out"}
    code, _, err = puhui("--lang", "en", "model", *(one if one in flags else home / one for one in arguments))
    assert code == 2
    assert said in err.replace("\n", "") and "Traceback" not in err
    assert not (home / "n").exists() and not (home / "n.csv").exists()
