"""`puhui quote` at the door: figures for people, JSON for scripts, and one sentence for every slip."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from puhui.app.cli import main

W1 = ["--principal", "100000", "--months", "12", "--method", "equal_instalment", "--annual-rate", "0.18",
      "--start", "2026-01-15"]  # fmt: skip


def run(*arguments: str, lang: str = "zh") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, "quote", *arguments])


def as_json(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_json_has_the_agreed_keys_and_the_figures_of_w1() -> None:
    """apr_simple, apr_effective, xirr, total_cost and the schedule, in yuan and fractions."""
    quoted = as_json(*W1)
    assert {"apr_simple", "apr_effective", "xirr", "total_cost", "schedule"} <= quoted.keys()
    assert [round(quoted[key], 6) for key in ("apr_simple", "apr_effective", "xirr")] == [
        0.18,
        0.195618,
        0.196515,
    ]
    assert quoted["total_cost"] == 10015.99
    assert quoted["schedule"][0] == {
        "due": "2026-02-15",
        "principal": 7668.0,
        "interest": 1500.0,
        "fees": 0.0,
    }
    assert quoted["cap"]["within"] is True and quoted["cap"]["source"] == "金规〔2025〕9号"


@pytest.mark.parametrize(
    ("arguments", "simple"),
    [
        (["--annual-rate", "14%", "--fee", "name=担保费,payee=guarantor,each=0.4%"], 0.224002),
        (["--annual-rate", "0.12", "--fee", "upfront:3000"], 0.178249),
        (["--annual-rate", "0.072", "--method", "flat"], 0.130342),
        (["--annual-rate", "0.14", "--fee", "each:400", "--fee", "contingent:3%"], 0.224002),
        (["--annual-rate", "0.108", "--method", "interest_only"], 0.108),
        (["--annual-rate", "0.09", "--method", "equal_principal"], 0.09),
    ],
)
def test_worked_examples_from_the_command_line(arguments: list[str], simple: float) -> None:
    """W2, W3, W4, W2 again with a fixed fee, W6 and W8."""
    quoted = as_json("--principal", "100000", "--months", "12", "--start", "2026-01-15", *arguments)
    assert round(quoted["apr_simple"], 6) == simple


def test_a_revolving_loan_by_the_day() -> None:
    """W7: 0.04 % a day for 37 days."""
    quoted = as_json(
        "--principal", "50000", "--method", "revolving", "--daily-rate", "0.0004", "--days", "37"
    )
    assert (quoted["total_cost"], round(quoted["apr_simple"], 4)) == (740.0, 0.146)
    assert round(quoted["xirr"], 6) == 0.155959


def test_a_revolving_loan_repaid_in_parts() -> None:
    """Two repayments on days of one's own choice."""
    quoted = as_json(
        "--principal", "50,000", "--method", "revolving", "--daily-rate", "0.04%", "--start", "2026-01-15",
        "--repay", "2026-02-14:20000", "--repay", "2026-03-16:30000",
    )  # fmt: skip
    assert [item["interest"] for item in quoted["schedule"]] == [600.0, 360.0]


def test_people_see_the_schedule_and_both_yearly_figures() -> None:
    """单利 and 复利 are labelled, in Chinese by default and in English when asked."""
    shown = run(*W1)
    assert shown.exit_code == 0
    for words in ("等额本息", "9,168.00", "（单利） 18.0000%", "（复利） 19.5618%", "¥10,015.99"):
        assert words in shown.stdout
    assert "compound (复利) 19.5618%" in run(*W1, lang="en").stdout


def test_a_loan_above_the_cap_is_warned_about_with_its_source() -> None:
    """The warning goes to stderr, so that results stay results."""
    dear = run("--principal", "100000", "--months", "12", "--annual-rate", "0.24", "--fee", "each:100",
               "--start", "2026-01-15")  # fmt: skip
    assert dear.exit_code == 0
    assert "超过上限 24.00%" in dear.stderr and "金规〔2025〕9号" in dear.stderr.replace("\n", "")
    assert "超过上限" not in run(*W1).stderr


def test_before_the_first_cap_none_is_claimed() -> None:
    """A loan of 2024 is quoted, and nobody pretends to know a cap."""
    quoted = as_json("--principal", "1000", "--months", "3", "--annual-rate", "0.3", "--start", "2024-01-31")
    assert quoted["cap"] is None


GOOD = {"--principal": "100000", "--months": "12", "--annual-rate": "0.18"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"--principal": "-5"}, "本金应大于零"),
        ({"--principal": "NaN"}, "--principal"),
        ({"--principal": "1e999999"}, "--principal"),
        ({"--principal": "1" + "0" * 30}, "--principal"),
        ({"--principal": "0.001"}, "--principal"),
        ({"--principal": "十万"}, "--principal"),
        ({"--annual-rate": "18"}, "是不是想写 0.18"),
        ({"--annual-rate": "nan"}, "--annual-rate"),
        ({"--annual-rate": "-0.1"}, "不是合理的利率"),
        ({"--annual-rate": "1800"}, "0.18 表示"),
        ({"--months": "0"}, "期数应为1到600个月"),
        ({"--months": "99999999999999999999"}, "期数应为1到600个月"),
        ({"--method": "balloon"}, "equal_instalment"),
        ({"--day-count": "30/365"}, "actual/365"),
        ({"--channel": "moon"}, "facilitation"),
        ({"--start": "2026-02-30"}, "--start"),
        ({"--fee": "payee=platform,each=1"}, "平台不得"),
        ({"--fee": "a lot"}, "看不懂费用"),
        ({"--fee": "upfront:100000"}, "拿不到钱"),
        ({"--daily-rate": "0.0004"}, "只给一个"),
        ({"--days": "5"}, "随借随还"),
        ({"--first-due": "2020-01-01"}, "首个还款日"),
    ],
)
@pytest.mark.parametrize("as_machine", [False, True])
def test_every_slip_is_one_sentence_and_exit_code_2(
    changed: dict[str, str], says: str, as_machine: bool
) -> None:
    """What is wrong and what to write instead; nothing on stdout, no trace, with and without --json."""
    options = [part for pair in {**GOOD, **changed}.items() for part in pair]
    result = run(*options, *(["--json"] if as_machine else []))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert says in result.stderr.replace("\n", "")
    assert "Traceback" not in result.stderr


def test_an_unknown_length_or_rate_is_asked_for() -> None:
    """Missing options are named with an example."""
    assert "--months 12" in run("--principal", "1000", "--annual-rate", "0.1").stderr
    assert "--annual-rate 0.18" in run("--principal", "1000", "--months", "12").stderr.replace("\n", "")


def test_help_shows_how_a_fee_is_written() -> None:
    """Examples for every form of --fee."""
    shown = run("--help").stdout
    for example in ("upfront:3000", "each:0.4%", "end:100", "payee=guarantor", "--days 37"):
        assert example in shown
