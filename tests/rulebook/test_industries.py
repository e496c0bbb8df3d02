"""GB/T 4754-2017: what ships, what a user adds, and what a broken table is told."""

from pathlib import Path

import pytest

from puhui.kernel import Problem
from puhui.rulebook import Industry, load_industries, rulebook
from puhui.rulebook.industries import find_industry

SHIPPED = rulebook().industries


def found(code: str) -> Industry:
    industry = find_industry(SHIPPED, code)
    assert isinstance(industry, Industry)
    return industry


def test_twenty_sections_and_ninety_seven_divisions_ship() -> None:
    """Facts of a public standard; the levels below come from the user's own table."""
    divisions = {code for code in SHIPPED if len(code) == 2}
    assert len(divisions) == 97 and len({c for c in SHIPPED if len(c) == 1}) == 20


def test_a_four_digit_code_is_known_by_its_division() -> None:
    """6210 is catering even where the class itself is not in the table, and the answer says so."""
    industry = found("6210")
    assert (industry.name, industry.division, industry.section, industry.exact) == (
        "餐饮业",
        "62",
        "H",
        False,
    )
    assert found("62").exact and found("h62").section == "H" and found("H").level == 1


@pytest.mark.parametrize("code", ["", "1", "98", "00", "U", "A6210", "621O", "62101", "６２", "..", "HH62"])
def test_what_is_no_code_is_a_problem(code: str) -> None:
    """A letter that contradicts the digits, a division that does not exist, five digits."""
    assert isinstance(find_industry(SHIPPED, code), Problem)


def test_a_table_of_one_s_own_adds_the_levels_below(tmp_path: Path) -> None:
    """Layout: code, level, name, parent, note."""
    table = tmp_path / "own.csv"
    table.write_text(
        "code,level,name,parent,note\nH,1,住宿和餐饮业,,\n62,2,餐饮业,H,\n621,3,正餐服务,62,中午和晚上\n",
        "utf-8",
    )
    own = find_industry({**SHIPPED, **load_industries(table)}, "621")
    assert isinstance(own, Industry)
    assert (own.name, own.note, own.section, own.exact) == ("正餐服务", "中午和晚上", "H", True)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("code,name\nH,x\n", "columns"),
        ("code,level,name,parent\nH,1,,\n", "line 2"),
        ("code,level,name,parent\nH,9,x,\n", "line 2"),
        ("code,level,name,parent\nH,1,x,\nH,1,y,\n", "line 3.*twice"),
        ("code,level,name,parent\nH,1,x,\n62,2,y,Z\n", "line 3.*not in the table"),
    ],
)
def test_a_broken_table_is_refused_by_file_and_line(tmp_path: Path, rows: str, complaint: str) -> None:
    """The sentence names the file, the line and what is wrong."""
    table = tmp_path / "own.csv"
    table.write_text(rows, "utf-8")
    with pytest.raises(ValueError, match=rf"own\.csv.*{complaint}"):
        load_industries(table)


def test_a_table_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A wrong path or another encoding: the sentence names the file and the setting."""
    (tmp_path / "gbk.csv").write_bytes("code,level,name,parent\nH,1,住宿,\n".encode("gbk"))
    for name in ("gbk.csv", "absent.csv"):
        with pytest.raises(ValueError, match=rf"{name}.*PUHUI_GBT4754"):
            load_industries(tmp_path / name)


def test_the_setting_adds_a_table_of_one_s_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PUHUI_GBT4754 names it; the shipped divisions stay."""
    (tmp_path / "own.csv").write_text(
        "code,level,name,parent\nH,1,住宿和餐饮业,\n62,2,餐饮业,H\n6210,3,正餐服务,62\n", "utf-8"
    )
    monkeypatch.setenv("PUHUI_GBT4754", str(tmp_path / "own.csv"))
    book = rulebook.__wrapped__()
    assert book.industries["6210"].name == "正餐服务" and book.industries["52"].name == "零售业"


@pytest.mark.real_data
def test_our_names_agree_with_the_published_table(real_data: Path) -> None:
    """All 20 sections and 97 divisions, name by name, and every deeper code finds its place."""
    published = load_industries(real_data / "gbt4754" / "gbt4754_2017.csv")
    ours = {code: (entry.name, entry.parent) for code, entry in SHIPPED.items()}
    theirs = {code: (entry.name, entry.parent) for code, entry in published.items() if entry.level <= 2}
    assert ours == theirs
    assert len(published) == 1971
    assert all(isinstance(find_industry(SHIPPED, code), Industry) for code in published)
