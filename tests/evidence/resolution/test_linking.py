"""Tables resolved within themselves and against one another."""

import itertools

import polars as pl
import pytest

from puhui.evidence.resolution import (
    Judgement,
    JudgementReason,
    Resolved,
    Verdict,
    explained,
    firm,
    resolve,
)
from puhui.evidence.resolution.likeness.comparing import levels
from puhui.evidence.resolution.linking import scoring
from puhui.evidence.resolution.linking.resolving import _writings
from puhui.evidence.resolution.linking.scoring import level_names, scored
from puhui.evidence.resolution.names.short_names import NO_BRANDS
from puhui.kernel import Problem
from tests.conftest import NOW

pytest.importorskip("splink", reason="the extra `linkage` is not installed")

NAMES = [
    "成都示例汽車修理有限公司",
    "示例汽修",
    "成都示例塑料一厂",
    "成都示例塑料二厂",
    "成都示例汽车修理有限公司锦江分公司",
    "绵阳示例汽车修理有限公司",
    "成都示列汽车修理有限公司",
    "成都好样儿食品有限公司",
    "成都好洋儿食品有限公司",
    "四传好样儿食品有限公司",
    "食品好样儿有限公司",
    "",
    "🍜",
]
CODES = ["91990000MA00TEX70J", "91350100M000100Y43"]


def resolved(records: pl.DataFrame, others: pl.DataFrame | None = None, **more: object) -> Resolved:
    """Resolved, or the test fails with what was wrong."""
    found = resolve(records, others, **more)  # type: ignore[arg-type]
    assert isinstance(found, Resolved), found
    return found


def clusters(found: Resolved, column: str = "cluster") -> list[int]:
    """The group of each record."""
    groups: list[int] = found.records.sort("record")[column].to_list()
    return groups


def test_sql_and_python_see_the_same_levels() -> None:
    """Every pair of names is at the same level in DuckDB as in `comparing.levels`."""
    table = pl.DataFrame({"name": NAMES, "uscc": ["", *CODES, CODES[0][:-2] + "1J", *[""] * 9]})
    writings = _writings([table], NO_BRANDS, lambda *_: None)
    pairs = pl.DataFrame(list(itertools.combinations(range(len(NAMES)), 2)), schema=["l", "r"], orient="row")
    found = scored(writings, pairs, len(NAMES), 0.5, -10_000)
    assert found.height == pairs.height
    firms = [firm(name, uscc=code) for name, code in table.iter_rows()]
    for row in found.iter_rows(named=True):
        expected = levels(firms[row["l"]], firms[row["r"]])
        seen = {
            comparison.removeprefix("gamma_"): level_names(comparison.removeprefix("gamma_"))[value]
            for comparison, value in row.items()
            if comparison.startswith("gamma_") and value >= 0
        }
        assert seen == expected, (NAMES[row["l"]], NAMES[row["r"]])


def test_a_table_is_resolved_within_itself() -> None:
    """Spellings together, siblings and numbers apart, the branch with its firm and not in its cluster."""
    found = resolved(pl.DataFrame({"name": [NAMES[0], "成都示例汽修公司", *NAMES[2:6]]}))
    assert clusters(found) == [0, 0, 2, 3, 4, 5]
    assert clusters(found, "enterprise") == [0, 0, 2, 3, 0, 5]


def test_a_name_that_fits_two_firms_is_neither_for_sure() -> None:
    """示例汽修 may be the one in Chengdu or the one in Mianyang: a person looks."""
    found = resolved(pl.DataFrame({"name": ["示例汽修"]}), pl.DataFrame({"name": [NAMES[0], NAMES[5]]}))
    assert set(found.pairs["status"]) == {"unsure"}


def test_old_names_link_and_say_so() -> None:
    """A record is compared by every name that it bore, with or without the years beside it."""
    register = pl.DataFrame(
        {"name": ["成都新样食品厂"], "old_names": ["成都示例小吃店(2010-01-01~2015-06-30)"]}
    )
    found = resolved(pl.DataFrame({"name": ["成都示例小吃店"]}), register)
    assert found.pairs["status"].to_list() == ["same"]
    assert found.pairs["why_zh"][0].startswith("以旧名称比对")


def test_two_valid_codes_keep_a_cluster_apart_through_a_third_record() -> None:
    """What is like both does not bridge two firms."""
    names = ["成都示例贸易有限公司", "成都示例贸易有限公司", "成都示例贸易有限公司"]
    found = resolved(pl.DataFrame({"name": names, "uscc": [CODES[0], "", CODES[1]]}))
    groups = clusters(found)
    assert groups[0] != groups[2]


def test_what_people_judge_stands_above_what_was_counted() -> None:
    """not_same parts, same joins, unsure gives it back; a later word supersedes an earlier one."""
    table = pl.DataFrame(
        {"id": ["a", "b", "c"], "name": ["成都示例贸易有限公司", "成都示例贸易公司", "绵阳新样厂"]}
    )

    def said(*verdicts: Verdict, other: str = "b") -> list[int]:
        judged = [
            Judgement(
                "a", other, verdict, "clerk-990000", JudgementReason.DOCUMENT_SEEN, NOW.replace(second=at)
            )
            for at, verdict in enumerate(verdicts)
        ]
        return clusters(resolved(table, judgements=judged))

    assert said() == [0, 0, 2]
    assert said(Verdict.NOT_SAME) == [0, 1, 2]
    assert said(Verdict.NOT_SAME, Verdict.UNSURE)[1] == 1
    assert said(Verdict.NOT_SAME, Verdict.SAME) == [0, 0, 2]
    assert said(Verdict.SAME, other="c") == [0, 0, 0]


def test_namesakes_and_agents_addresses_merge_nobody() -> None:
    """One name at twenty firms of an agent's address is twenty people; with one phone two of them are one."""
    count = 20
    table = pl.DataFrame(
        {
            "name": [
                f"成都测试{letter}号{trade}有限公司"
                for letter, trade in zip(
                    "甲乙丙丁戊己庚辛壬癸" * 2, ["食品"] * 10 + ["贸易"] * 10, strict=True
                )
            ],
            "representative": ["测试某"] * count,
            "address": ["虚构市演示路1号"] * count,
            "phone": ["19900000001", "19900000001", *[""] * (count - 2)],
        }
    )
    found = resolved(table)
    people = found.records.sort("record")["person"].to_list()
    assert people[0] == people[1]
    assert len(set(people)) == count - 1
    assert len(set(clusters(found))) == count
    assert any("代办注册" in line.zh for line in explained(found))


def test_an_ordinary_address_and_a_name_are_a_person() -> None:
    """Two firms of one name at one ordinary address are one person's, and two firms still."""
    table = pl.DataFrame(
        {
            "name": ["成都甲样食品店", "成都乙样服装店"],
            "representative": ["测试某"] * 2,
            "address": ["演示路2号"] * 2,
        }
    )
    found = resolved(table)
    assert found.records["person"].n_unique() == 1
    assert found.records["cluster"].n_unique() == 2


def test_a_chain_is_related_and_never_merged() -> None:
    """Thirty shops of one firm: thirty-one registered bodies, one firm."""
    head = "成都示例大药房连锁有限公司"
    found = resolved(pl.DataFrame({"name": [head, *(f"{head}测试{at}店" for at in range(30))]}))
    assert found.records["cluster"].n_unique() == 31
    assert found.records["enterprise"].n_unique() == 1


def test_the_order_of_rows_changes_nothing() -> None:
    """The same firms come together, however the table is sorted."""
    table = pl.DataFrame({"id": list(map(str, range(len(NAMES)))), "name": NAMES})
    groups = set()
    for shuffled in (table, table.reverse(), table.sample(fraction=1, shuffle=True, seed=1)):
        found = resolved(shuffled)
        ids = shuffled["id"].to_list()
        together: dict[int, set[str]] = {}
        for record, cluster in found.records.select("record", "cluster").iter_rows():
            together.setdefault(cluster, set()).add(ids[record])
        groups.add(frozenset(frozenset(it) for it in together.values()))
    assert len(groups) == 1


@pytest.mark.parametrize("names", [[], [""], ["测试小吃店"], ["测" * 10_000, "🍜🍜"]])
def test_odd_tables_are_answered(names: list[str]) -> None:
    """No rows, an empty name, one row, a name of ten thousand characters, pictures."""
    found = resolved(pl.DataFrame({"name": names}, schema={"name": pl.String}))
    assert found.records.height == len(names)
    assert found.pairs.filter(pl.col("status") == "same").is_empty()


def test_a_table_without_names_is_a_problem() -> None:
    """The column that is needed is named."""
    problem = resolve(pl.DataFrame({"firm": ["测试"]}))
    assert isinstance(problem, Problem)
    assert problem.code == "evidence.link.name_invalid"


def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """splink is optional: its absence is a sentence that names the extra."""
    monkeypatch.setitem(__import__("sys").modules, "splink", None)
    problem = scoring.missing_extra()
    assert problem is not None
    assert "puhui[linkage]" in (problem.fix.en if problem.fix else "")
