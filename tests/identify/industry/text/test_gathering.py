"""Finding what a folder holds to learn from."""

import gzip
from pathlib import Path

import pytest

from puhui.identify.industry.text import Gathered, division_of, gather
from puhui.kernel import Problem

_LABELLED = "name,gb_division\n" + "".join(f"样例{k}鞋业有限公司,19\n" for k in range(60))


def _folder(tmp_path: Path) -> Path:
    place = tmp_path / "data" / "industry"
    place.mkdir(parents=True)
    (place / "names.csv").write_text(_LABELLED, encoding="utf-8")
    return place


def test_files_are_told_by_their_columns(tmp_path: Path) -> None:
    """Labelled rows here, unlabelled ones and the code table in folders beside, each said."""
    place = _folder(tmp_path)
    (place / "scopes.csv").write_text(
        "name,business_scope,gb_division\n样例0鞋业有限公司,鞋的制造,19\n样例鞋厂,鞋,不知道\n",
        encoding="utf-8",
    )
    beside = place.parent / "registrations"
    beside.mkdir()
    rows = "name,business_scope,city\n样例火锅店,餐饮服务,测试\n"
    (beside / "some.csv.gz").write_bytes(gzip.compress(rows.encode()))
    (place.parent / "gbt4754").mkdir()
    (place.parent / "gbt4754" / "t.csv").write_text(
        "code,level,name,parent,note\nC,1,制造业,,\n19,2,制鞋业,C,指鞋\n", encoding="utf-8"
    )
    for asked in (place, place.parent):
        found = gather(asked)
        assert isinstance(found, Gathered)
        assert len(found.labelled) == 60
        assert next(each.scope for each in found.labelled if each.name == "样例0鞋业有限公司") == "鞋的制造"
        assert [each.name for each in found.unlabelled] == ["样例火锅店"]
        assert found.codes == [("19", "制鞋业", "指鞋")]
        assert found.unknown_labels == 1
        assert len(found.told) == 4


def test_a_gbk_file_is_read_and_a_broken_one_is_told(tmp_path: Path) -> None:
    """What registries export is often GBK; what is no table is named and left out."""
    place = _folder(tmp_path)
    (place / "names.csv").write_bytes(_LABELLED.encode("gbk"))
    (place / "torn.csv.gz").write_bytes(b"no gzip at all")
    found = gather(place)
    assert isinstance(found, Gathered)
    assert len(found.labelled) == 60
    assert any("torn.csv.gz" in each.en for each in found.told)


def test_too_few_labels_and_no_folder_are_problems(tmp_path: Path) -> None:
    """A missing label column reads as too few rows, and the sentence names the columns."""
    (tmp_path / "x.csv").write_text("name,colour\n样例,红\n", encoding="utf-8")
    few, none = gather(tmp_path), gather(tmp_path / "nowhere")
    assert isinstance(few, Problem)
    assert few.code == "industry.training.too_few"
    assert few.fix is not None
    assert "gb_division" in few.fix.en
    assert isinstance(none, Problem)
    assert none.code == "industry.training.no_folder"


@pytest.mark.parametrize(
    ("written", "division"),
    [("C1951", "19"), ("1951", "19"), ("7", "07"), ("00", None), ("", None), ("98", None)],
)
def test_a_code_of_any_level_names_its_division(written: str, division: str | None) -> None:
    """Section letters, classes and lost zeros are all written in real files."""
    assert division_of(written) == division
