"""`puhui graph control`: from a table of holdings to owners, each with its proof."""

import csv
from pathlib import Path

from click.testing import CliRunner

from puhui.app.cli.graph.control import control

HOLDINGS = """from,to,kind,share,since,until
测试甲,测试控股,ownership,60%,2020-01-01,
测试丙,测试控股,ownership,40%,2020-01-01,
测试控股,测试小吃店,ownership,40%,2020-01-01,
测试甲,测试小吃店,ownership,2%,2020-01-01,
测试乙,测试小吃店,ownership,58%,2020-01-01,
测试店,测试店,ownership,20%,,
测试甲,测试店,ownership,20%,,
测试乙,测试店,ownership,60%,,
"""


def _run(tmp_path: Path, holdings: str, *more: str) -> tuple[int, list[dict[str, str]], str]:
    (tmp_path / "holdings.csv").write_text(holdings, "utf-8")
    out = tmp_path / "owners.csv"
    asked = ["--edges", str(tmp_path / "holdings.csv"), "--out", str(out), "--as-of", "2026-11-23"]
    ran = CliRunner().invoke(control, [*asked, "--lang", "zh", *more])
    rows = list(csv.DictReader(out.open(encoding="utf-8"))) if out.exists() else []
    return ran.exit_code, rows, ran.output


def test_the_worked_example_comes_with_its_paths(tmp_path: Path) -> None:
    """26 % and both chains, in words."""
    code, rows, _ = _run(tmp_path, HOLDINGS, "--of", "测试小吃店")
    owner = next(it for it in rows if it["who"] == "测试甲")
    assert code == 0
    assert (owner["share"], owner["sure"]) == ("0.26", "yes")
    assert (
        "测试甲 —持股60%→ 测试控股 —持股40%→ 测试小吃店 = 24%；测试甲 —持股2%→ 测试小吃店 = 2%"
        in owner["why"]
    )


def test_english_says_the_same(tmp_path: Path) -> None:
    """Every sentence in the language that was asked for."""
    _, rows, _ = _run(tmp_path, HOLDINGS, "--of", "测试小吃店", "--lang", "en")
    assert rows[1]["why"].startswith("测试甲 holds 26% directly and through others, at least 25%")


def test_all_asks_about_everybody_who_is_held_and_tells_doubts(tmp_path: Path) -> None:
    """Three firms; the one that owns itself is solved to exactly 25 % and doubted."""
    code, rows, _ = _run(tmp_path, HOLDINGS, "--all", "--strict")
    assert code == 4
    assert {it["of"] for it in rows} == {"测试控股", "测试小吃店", "测试店"}
    own = next(it for it in rows if it["of"] == "测试店" and it["who"] == "测试甲")
    assert (own["share"], own["doubts"]) == ("0.25", "测试店登记为自己的股东")


def test_a_node_nobody_names_is_told(tmp_path: Path) -> None:
    """Which node, and what to do."""
    code, rows, _ = _run(tmp_path, HOLDINGS, "--of", "别处")
    assert (code, rows) == (2, [])


def test_a_holding_that_ends_before_it_begins_is_left_out_and_told(tmp_path: Path) -> None:
    """The row is counted out loud; whoever is left is no owner of it."""
    wrong = HOLDINGS + "测试丁,测试小吃店,ownership,99%,2021-01-01,2020-01-01\n"
    code, rows, output = _run(tmp_path, wrong, "--of", "测试小吃店")
    assert "测试丁" not in {it["who"] for it in rows}
    assert code == 0
    assert "结束早于开始" in output


def test_edges_without_a_kind_are_holdings(tmp_path: Path) -> None:
    """from, to, share is enough."""
    _, rows, _ = _run(tmp_path, "from,to,share\n甲,店,25%\n乙,店,75%\n", "--of", "店")
    assert [(it["who"], it["share"]) for it in rows if it["role"] == "beneficial_owner"] == [
        ("乙", "0.75"),
        ("甲", "0.25"),
    ]


def test_a_table_without_rows_says_what_is_missing(tmp_path: Path) -> None:
    """Only a header: which option, and what the first line should be."""
    code, _, output = _run(tmp_path, "from,to,kind,share\n", "--of", "店")
    assert code == 2
    assert "一行关系也没有" in output
