"""`puhui identify train`, as a person at a terminal meets it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from puhui.app.cli.identify.train import train
from puhui.identify.industry.text import TextModel, load_text_model
from tests.identify.industry.text.made_up import firms


def _folder(tmp_path: Path) -> Path:
    place = tmp_path / "labels"
    place.mkdir()
    rows = "".join(f"{firm.name},{firm.scope},{firm.division}\n" for firm in firms(90, True))
    (place / "firms.csv").write_text("name,business_scope,division\n" + rows, encoding="utf-8")
    return place


def test_one_command_makes_a_model_where_the_house_keeps_its_models(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --out it goes to PUHUI_HOME, and says how it does on firms it has not seen."""
    monkeypatch.setenv("PUHUI_HOME", str(tmp_path / "home"))
    result = CliRunner().invoke(train, [str(_folder(tmp_path)), "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout[result.stdout.index("{") :])
    assert told["labelled"] == len({firm.name for firm in firms(90, True)})
    assert {"name", "name_and_scope"} <= told["kept_out"].keys()
    assert isinstance(load_text_model(tmp_path / "home" / "models" / "industry"), TextModel)


def test_a_folder_without_labels_says_which_columns_are_looked_for(tmp_path: Path) -> None:
    """What is wrong, where, what to do; no trace of code."""
    (tmp_path / "x.csv").write_text("名字,颜色\n样例,红\n", encoding="utf-8")
    result = CliRunner().invoke(train, [str(tmp_path), "--out", str(tmp_path / "m")])
    assert result.exit_code == 2
    assert "gb_division" in result.output
    assert "Traceback" not in result.output


def test_somebodys_folder_is_not_overwritten(tmp_path: Path) -> None:
    """--out that holds other things is refused and left as it was."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("测试", encoding="utf-8")
    result = CliRunner().invoke(train, [str(_folder(tmp_path)), "--out", str(tmp_path / "mine")])
    assert result.exit_code == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]
