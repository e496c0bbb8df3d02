"""Problems of an import are kept whole, in both languages, also those that older releases kept."""

import pytest

from puhui.evidence.imports import problem_from_json, problem_to_json
from puhui.kernel import Problem, Text

BAD = Problem("row.date_invalid", Text("不是日期。", "Not a date."), Text("请更正。", "Correct it."))
PLACE = Text("sales.csv 第3行 开票日期", "sales.csv, line 3, 开票日期")


@pytest.mark.parametrize("problem", [BAD, BAD.at("sales.csv"), BAD.at(PLACE)])
def test_a_problem_comes_back_as_it_was_kept(problem: Problem) -> None:
    """Without a place, with one that reads the same in both languages, with one that does not."""
    assert problem_from_json(problem_to_json(problem)) == problem


def test_a_place_kept_in_one_language_is_still_read() -> None:
    """Earlier imports remember `where` as one string."""
    kept = problem_to_json(BAD)
    del kept["where_zh"], kept["where_en"]
    assert problem_from_json(kept | {"where": "sales.csv, line 3"}) == BAD.at("sales.csv, line 3")
