"""`puhui graph rings`: files in, findings out."""

import csv
from pathlib import Path

from click.testing import CliRunner

from puhui.app.cli.graph.rings import rings

NODES = "node,type\n测试甲店,firm\n测试乙店,firm\n测试丙店,firm\n测试丁,person\n"
EDGES = """from,to,kind,since,until,amount
测试甲店,测试乙店,guarantee,2026-01-10,2027-01-10,500000
测试乙店,测试丙店,guarantee,2026-01-12,2027-01-12,450000
测试丙店,测试甲店,guarantee,2026-02-01,2027-02-01,480000
"""


def _run(tmp_path: Path, *more: str, edges: str = EDGES) -> tuple[int, list[dict[str, str]], str]:
    (tmp_path / "nodes.csv").write_text(NODES, "utf-8")
    (tmp_path / "edges.csv").write_text(edges, "utf-8")
    out = tmp_path / "findings.csv"
    asked = [
        "--nodes",
        str(tmp_path / "nodes.csv"),
        "--edges",
        str(tmp_path / "edges.csv"),
        "--out",
        str(out),
    ]
    ran = CliRunner().invoke(rings, [*asked, "--amounts", "yuan", *more])
    rows = list(csv.DictReader(out.open(encoding="utf-8"))) if out.exists() else []
    return ran.exit_code, rows, ran.output


def test_a_circle_of_guarantees_is_told_with_its_evidence(tmp_path: Path) -> None:
    """Members by name, the edges, and the sum in the sentence."""
    code, rows, _ = _run(tmp_path, "--as-of", "2026-11-23", "--lang", "zh")
    assert code == 0
    (row,) = rows
    assert row["kind"] == "guarantee_cycle"
    assert row["members"] == "测试甲店 | 测试乙店 | 测试丙店"
    assert "guarantee 测试甲店 > 测试乙店" in row["evidence"]
    assert "143.0 万元" in row["said"]


def test_before_the_circle_closed_there_is_none(tmp_path: Path) -> None:
    """As of January the third guarantee was not signed."""
    code, rows, _ = _run(tmp_path, "--as-of", "2026-01-20")
    assert (code, rows) == (0, [])


def test_applications_of_nobody_listed_are_left_out_and_told(tmp_path: Path) -> None:
    """With --strict the exit code says so."""
    (tmp_path / "asked.csv").write_text("owner,enterprise,applied_on\n谁,哪家,2026-03-01\n", "utf-8")
    asked = [
        "--applications",
        str(tmp_path / "asked.csv"),
        "--as-of",
        "2026-11-23",
        "--strict",
        "--lang",
        "zh",
    ]
    code, rows, output = _run(tmp_path, *asked)
    assert code == 4
    assert len(rows) == 1
    assert "1 行申请" in output


def test_a_table_without_a_day_of_applying_is_refused(tmp_path: Path) -> None:
    """And says which columns it wants."""
    (tmp_path / "asked.csv").write_text("owner,amount\n测试丁,5\n", "utf-8")
    code, _, output = _run(tmp_path, "--applications", str(tmp_path / "asked.csv"), "--lang", "en")
    assert code == 2
    assert "applied_on" in output
