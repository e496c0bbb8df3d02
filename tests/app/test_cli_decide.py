"""`puhui decide invoices`: from a folder to a table, and a clear answer to every bad folder."""

import csv
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from puhui.app.cli import main
from puhui.app.cli.decided_table import PROMISED
from puhui.ground.database import make_engine
from town.write import write_street

UNTIL = date(2026, 10, 31)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A street of two dozen made-up firms with two years of invoices."""
    folder = tmp_path_factory.mktemp("street")
    write_street(folder, seed=7, firms=24, until=UNTIL)
    return folder / "invoices"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of this test's own."""
    monkeypatch.setenv("PUHUI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PUHUI_DATABASE_URL", raising=False)
    yield tmp_path / "home"


def run(*words: object) -> Result:
    """The command line, in this process."""
    return CliRunner().invoke(main, ["decide", "invoices", *map(str, words)])


def test_every_firm_gets_a_row_with_three_reasons(street: Path, home: Path, tmp_path: Path) -> None:
    """The promised columns first and exactly; approvals have limit and rate, the others neither."""
    done = run(street, "--out", tmp_path / "d.csv", "--no-record")
    assert done.exit_code == 0, done.output
    with (tmp_path / "d.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0])[: len(PROMISED)] == PROMISED
    assert len(rows) == 24 == len({row["firm"] for row in rows})
    for row in rows:
        assert row["outcome"] in {"approve", "refer", "decline"}
        assert all(row[f"reason_{number}"] for number in (1, 2, 3))
        approved = row["outcome"] == "approve"
        assert (int(row["limit_yuan"]) >= 5_000) == approved
        assert bool(row["annual_rate"]) == approved
        assert bool(row["apr_simple"]) == approved
    assert not home.joinpath("postgres").exists()


def test_a_file_that_is_read_is_never_written_over(street: Path, home: Path, tmp_path: Path) -> None:
    """The invoices stay as they were; an earlier result beside them may be replaced."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "sales.csv").write_text(_sales("E1"), encoding="utf-8")
    refused = run(folder, "--out", folder / "sales.csv", "--no-record")
    assert refused.exit_code == 2
    assert (folder / "sales.csv").read_text(encoding="utf-8") == _sales("E1")
    for _ in range(2):
        assert run(folder, "--out", folder / "out.csv", "--no-record").exit_code == 0


def test_a_firm_that_lost_rows_is_referred_and_its_neighbour_is_not(
    street: Path, home: Path, tmp_path: Path
) -> None:
    """What could not be read may be what matters: nobody is approved on what is left."""
    folder = tmp_path / "in"
    folder.mkdir()
    header, *rows = _sales("E1").splitlines()
    spoiled = [row.replace("E1", "E2").replace(",2026-", ",2026-13-") for row in rows[:3]]
    kept = [row.replace("E1", "E2") for row in rows[3:]]
    (folder / "sales.csv").write_text("\n".join([header, *rows, *spoiled, *kept]), encoding="utf-8")
    assert run(folder, "--out", tmp_path / "d.csv", "--no-record").exit_code == 0
    table = pl.read_csv(tmp_path / "d.csv")
    reasons = {row["firm"]: [row[f"reason_{n}"] for n in (1, 2, 3)] for row in table.iter_rows(named=True)}
    assert any("读不进去" in reason for reason in reasons["E2"])
    assert not any("读不进去" in reason for reason in reasons["E1"])
    assert table.filter(pl.col("firm") == "E2")["outcome"][0] == "refer"


def test_a_file_that_cannot_be_read_leaves_everybody_to_a_person(
    street: Path, home: Path, tmp_path: Path
) -> None:
    """Nobody knows whose invoices it held, so nobody is approved and nobody is declined for it."""
    folder = tmp_path / "in"
    shutil.copytree(street, folder)
    purchases = next(
        path
        for path in folder.iterdir()
        if "进项" in path.read_text("utf-8")[:60] or "销方" in path.read_text("utf-8")[:60]
    )
    purchases.write_bytes(b"\x00\xff" * 4_000)
    done = run(folder, "--out", tmp_path / "d.csv", "--no-record")
    assert done.exit_code == 0, done.output
    table = pl.read_csv(tmp_path / "d.csv")
    assert set(table["outcome"]) == {"refer"}
    assert all("有文件读不出来" in "".join(row) for row in table.select("^reason_.$").iter_rows())


def test_a_churn_table_with_a_number_that_is_none_is_told_and_not_used(
    street: Path, home: Path, tmp_path: Path
) -> None:
    """The default prices are used, and a sentence says so."""
    folder = tmp_path / "in"
    shutil.copytree(street, folder)
    (folder / "rate_churn_by_rating.csv").write_text("loan_apr,churn_A,churn_B,churn_C\n0.05,NaN,0,0\n")
    done = run(folder, "--out", tmp_path / "d.csv", "--no-record")
    assert done.exit_code == 0, done.output
    assert "rate_churn_by_rating.csv" in done.stderr


def test_the_same_folder_gives_the_same_table(street: Path, home: Path, tmp_path: Path) -> None:
    """Byte for byte, in every form of the file."""
    for name in ("a.csv", "b.csv", "a.parquet", "a.jsonl.gz"):
        assert run(street, "--out", tmp_path / name, "--no-record", "--lang", "en").exit_code == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    parquet = pl.read_parquet(tmp_path / "a.parquet")
    assert parquet["firm"].to_list() == pl.read_csv(tmp_path / "a.csv")["firm"].to_list()


def test_decisions_are_kept_with_the_declared_basis_and_replayed(
    database_url: str, street: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database has the batch, its basis and every decision; any of them replays to the byte."""
    monkeypatch.setenv("PUHUI_DATABASE_URL", database_url)
    done = run(street, "--out", tmp_path / "d.csv", "--basis", "合同第7条授权", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["recorded"] is True
    engine = make_engine(database_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT basis, decisions FROM decision.batch")).one() == (
            "合同第7条授权",
            24,
        )
        assert connection.execute(text("SELECT count(*) FROM decision.decision")).scalar_one() == 24
    engine.dispose()
    decision_id = pl.read_csv(tmp_path / "d.csv")["decision_id"][5]
    again = CliRunner().invoke(main, ["decision", "replay", decision_id, "--json"])
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["same"] is True


def test_a_database_that_cannot_be_opened_stops_before_deciding(
    street: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 3, nothing written, and the sentence says how to go on without it."""
    monkeypatch.setenv("PUHUI_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    stopped = run(street, "--out", tmp_path / "d.csv")
    assert stopped.exit_code == 3
    assert "--no-record" in stopped.stderr
    assert not (tmp_path / "d.csv").exists()


def test_a_listed_firm_without_invoices_is_referred(street: Path, home: Path, tmp_path: Path) -> None:
    """It keeps its row: no invoices is a reason to look, never to approve."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "firms.csv").write_text("企业代号,企业名称\nE1,测试一店\nE2,测试二店\n", encoding="utf-8")
    (folder / "sales.csv").write_text(_sales("E1"), encoding="utf-8")
    assert run(folder, "--out", tmp_path / "d.csv", "--no-record").exit_code == 0
    rows = {row["firm"]: row for row in pl.read_csv(tmp_path / "d.csv").iter_rows(named=True)}
    assert (rows["E2"]["outcome"], rows["E2"]["limit_yuan"]) == ("refer", 0)
    assert "没有读到" in rows["E2"]["reason_1"]


def test_a_broken_row_is_named_and_strict_says_so_at_the_end(home: Path, tmp_path: Path) -> None:
    """The good rows are used and the table is written; `--strict` exits 4."""
    folder = tmp_path / "in"
    folder.mkdir()
    broken = _sales("E1") + "E1,999,2026-02-30,C1,100.00,3.00,103.00,有效发票\n"
    (folder / "sales.csv").write_text(broken, encoding="utf-8")
    lenient = run(folder, "--out", tmp_path / "d.csv", "--no-record")
    assert lenient.exit_code == 0
    assert "sales.csv 第" in lenient.stderr and "处理依据：没有写明" in lenient.stderr
    assert "basis" not in lenient.stderr.replace("--basis", "")
    assert f"结果：{tmp_path / 'd.csv'}\n" in lenient.stderr
    assert run(folder, "--out", tmp_path / "e.csv", "--no-record", "--strict").exit_code == 4
    assert (tmp_path / "e.csv").exists()


def test_a_firm_named_like_a_formula_is_harmless_in_excel(home: Path, tmp_path: Path) -> None:
    """`--excel` marks the file as UTF-8 and keeps text from running."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "sales.csv").write_text(_sales("=1+1"), encoding="utf-8")
    assert run(folder, "--out", tmp_path / "d.csv", "--no-record", "--excel").exit_code == 0
    written = (tmp_path / "d.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert b"\n'=1+1," in written


def _bomb(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)


@pytest.mark.parametrize("kind", ["missing", "empty", "strangers", "bomb", "header only"])
def test_a_bad_folder_is_answered_in_a_sentence(home: Path, tmp_path: Path, kind: str) -> None:
    """Exit 2, what is wrong and what to do, no table, no stack trace."""
    folder = tmp_path / "in"
    if kind != "missing":
        folder.mkdir()
    if kind == "strangers":
        (folder / "photo.csv").write_bytes(bytes(range(256)))
    if kind == "bomb":
        _bomb(folder)
    if kind == "header only":
        (folder / "sales.csv").write_text(_HEADER, encoding="utf-8")
    stopped = run(folder, "--out", tmp_path / "d.csv", "--no-record")
    assert stopped.exit_code == 2
    assert "没有读到一张发票" in stopped.stderr.replace("\n", "")
    assert "Traceback" not in stopped.output
    assert not (tmp_path / "d.csv").exists()


@pytest.mark.parametrize("out", ["d.txt", "d", "missing.d/../.", "d.csv/x.csv"])
def test_a_result_that_cannot_be_written_is_said_before_the_work(
    street: Path, home: Path, tmp_path: Path, out: str
) -> None:
    """Nobody waits a minute to hear that a suffix is unknown."""
    (tmp_path / "d.csv").write_text("here already")
    assert run(street, "--out", tmp_path / out, "--no-record").exit_code == 2
    assert (tmp_path / "d.csv").read_text() == "here already"


@pytest.mark.real_data
def test_the_302_real_firms_are_all_decided_within_a_minute(
    real_data: Path, home: Path, tmp_path: Path
) -> None:
    """Training on the 123 labelled firms included; sensible shares and prices, D never approved."""
    done = run(real_data / "invoices", "--out", tmp_path / "d.csv", "--no-record", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["seconds_total"] < 60
    assert told["trained_now"] is True
    assert told["firms"] == 302
    assert 0.3 < told["outcomes"]["approve"] / 302 < 0.8
    table = pl.read_csv(tmp_path / "d.csv")
    assert table.filter(pl.col("band") == "D", pl.col("outcome") == "approve").is_empty()
    approved = table.filter(pl.col("outcome") == "approve")
    assert approved["limit_yuan"].is_between(5_000, 1_000_000).all()
    assert approved["annual_rate"].is_between(0.04, 0.15).all()
    assert table.select("reason_1", "reason_2", "reason_3").null_count().sum_horizontal().item() == 0


_HEADER = "企业代号,发票号码,开票日期,购方单位代号,金额,税额,价税合计,发票状态\n"


def _sales(firm: str) -> str:
    rows = [
        f"{firm},{month:02}{number:02},2026-{month:02}-{number + 9:02},C{number},30000,900,30900,有效发票\n"
        for month in range(1, 11)
        for number in range(1, 11)
    ]
    return _HEADER + "".join(rows)


def test_a_day_before_every_invoice_is_told(street: Path, home: Path, tmp_path: Path) -> None:
    """Nothing was known yet on that day, so nothing is decided."""
    stopped = run(street, "--out", tmp_path / "d.csv", "--no-record", "--as-of", "1995-01-01")
    assert stopped.exit_code == 2
    assert "--as-of" in stopped.stderr
    assert not (tmp_path / "d.csv").exists()
