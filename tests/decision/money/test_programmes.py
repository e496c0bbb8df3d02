"""Programmes: dated, with a source, and nothing that nobody could verify."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from puhui.app.cli import main
from puhui.decision.jdm import Value
from puhui.decision.money.programmes import Programme, read_programmes, shipped_programmes
from puhui.kernel import Problem
from puhui.rulebook import Confidence

OURS = """
- id: first_loan
  name: {zh: 测试区首贷贴息, en: Example first-loan subsidy}
  owner: programmes
  source: 测试文件1号
  confidence: own
  effective: 2026-01-01
  ends: 2026-12-31
  eligible: {first_loan: true, trade: [F, H]}
  supports:
    - name: 首贷贴息
      payer: 测试区财政
      payer_type: government
      towards: interest
      share: 0.5
      points_most: 0.015
"""
SHOP: dict[str, Value] = {"first_loan": True, "trade": "H"}


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A house's own file."""
    path = tmp_path / "ours.yaml"
    path.write_text(OURS, "utf-8")
    return path


def read(path: Path) -> tuple[Programme, ...]:
    """Programmes that there must be."""
    found = read_programmes(path)
    assert not isinstance(found, Problem), found.sentence()
    return found


def test_what_ships_are_names_and_no_invented_benefit() -> None:
    """Four names of an article; what they give could not be verified, so they change no figure."""
    assert [it.name.zh for it in shipped_programmes()] == ["小店烟火计划", "微光计划", "赢新计划", "城市之光"]
    assert {it.confidence for it in shipped_programmes()} == {Confidence.UNKNOWN}
    assert not any(it.supports or it.effective for it in shipped_programmes())


def test_a_programme_pays_only_in_its_time_and_to_whom_it_is_for(ours: Path) -> None:
    """What is not known of a borrower does not hold."""
    it = read(ours)[0]
    assert it.supports_on(date(2026, 6, 1), SHOP) == it.supports
    assert it.supports_on(date(2025, 12, 31), SHOP) == ()
    assert it.supports_on(date(2027, 1, 1), SHOP) == ()
    assert it.supports_on(date(2026, 6, 1), {**SHOP, "first_loan": None}) == ()
    assert it.supports_on(date(2026, 6, 1), {**SHOP, "trade": "C"}) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("share: 0.5", "share: 1.5", "share"),
        ("  effective: 2026-01-01\n", "", "effective"),
        ("ends: 2026-12-31", "ends: 2025-12-31", "before it begins"),
        ("towards: interest", "towards: principal", "towards"),
        ("  source: 测试文件1号\n", "", "source"),
        ("owner: programmes", "owner: programmes\n  bonus: 1", "bonus"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(ours: Path, old: str, new: str, said: str) -> None:
    """Never guessed, never half read."""
    ours.write_text(OURS.replace(old, new), "utf-8")
    found = read_programmes(ours)
    assert isinstance(found, Problem)
    assert said in found.what.en


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """Nor is a folder a file."""
    assert isinstance(read_programmes(tmp_path / "none.yaml"), Problem)
    assert isinstance(read_programmes(tmp_path), Problem)


def test_a_quote_shows_the_contract_first_and_the_programme_beside_it(ours: Path) -> None:
    """6 % stays 6 %; one and a half points of it are paid by somebody else."""
    asked = [
        "quote",
        "--principal",
        "200000",
        "--months",
        "12",
        "--annual-rate",
        "6%",
        "--start",
        "2026-03-01",
    ]
    ran = CliRunner().invoke(main, [*asked, "--programmes", str(ours), "--programme", "first_loan"])
    assert ran.exit_code == 0, ran.output
    assert "合同 6.0000%；扣除他人支付后 4.5000%" in ran.stdout
    assert "合同成本不因此改变" in ran.stdout
    named = CliRunner().invoke(main, [*asked, "--programme", "glimmer"])
    assert "只知道名称" in named.stderr
    assert "扣除他人支付" not in named.stdout
    assert CliRunner().invoke(main, [*asked, "--programme", "no_such"]).exit_code == 2
