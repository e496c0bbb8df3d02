"""Every feature is declared whole and can be said in both languages."""

import re

import pytest

from puhui.features import Feature, Unit, catalogue, feature_named
from puhui.rulebook import rulebook

EXAMPLES = {Unit.SHARE: 0.614, Unit.CHANGE: -0.614, Unit.YUAN: 123_456.0}


def test_names_are_unique_and_plain() -> None:
    """A name is a column, a reason code and a key in a table: lower case, once."""
    names = [feature.name for feature in catalogue()]
    assert len(names) == len(set(names)) >= 40
    assert all(re.fullmatch(r"[a-z][a-z0-9_]+", name) for name in names)


@pytest.mark.parametrize("feature", catalogue(), ids=lambda feature: feature.name)
def test_a_feature_has_a_title_a_definition_an_owner_and_its_sentences(feature: Feature) -> None:
    """What a page shows and what a borrower is told exist in Chinese and in English."""
    assert all((feature.title.zh, feature.title.en, feature.definition.zh, feature.definition.en))
    assert feature.window and feature.owner and feature_named(feature.name) is feature
    said = feature.say(EXAMPLES.get(feature.unit, 3.0))
    for code in ("score_held", "score_helped"):
        template = rulebook().reason(f"{feature.name}.{code}")
        for told in (template.zh.format(value=said.zh), template.en.format(value=said.en)):
            assert "{" not in told and any(letter.isdigit() for letter in told)
    assert "{" not in rulebook().reason(f"{feature.name}.score_unknown").zh


def test_values_are_said_in_words_of_the_trade() -> None:
    """¥2,345,678 is 234.57万元, 61.4 % is 61%, one month is one month, unknown is unknown."""
    sales = feature_named("sales_monthly_yuan")
    gap = feature_named("sales_longest_gap_months")
    share = feature_named("top_buyer_share")
    assert sales and gap and share
    assert sales.say(2_345_678.0).zh == "234.57万元"
    assert (gap.say(1.0).en, gap.say(3.0).zh) == ("1 month", "3 个月")
    assert (share.say(0.614).zh, share.say(0.034).en) == ("61%", "3.4%")
    assert share.say(None).zh == "暂无数据"
