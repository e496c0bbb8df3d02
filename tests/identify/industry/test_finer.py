"""Below the division: groups and classes by the code table's words and ours."""

from puhui.identify.industry import Asked, Cascade


def test_a_class_is_named_by_the_words_of_the_code_table(with_classes: Cascade) -> None:
    """水暖器材 stands only in the note of 5281."""
    answer = with_classes.answer(Asked("测试店", "水暖器材零售"))
    assert answer.class_ is not None
    assert (answer.class_.code, answer.class_.level) == ("5281", 4)


def test_a_class_is_never_likelier_than_its_division(with_classes: Cascade) -> None:
    """P(class) = P(division) × P(class | division)."""
    for name in ("测试早餐店", "测试五金店", "测试物业管理有限公司", "测试家具店"):
        answer = with_classes.answer(Asked(name))
        assert answer.class_ is not None
        assert answer.class_.probability <= answer.top[0].probability + 1e-6
        assert answer.class_.code.startswith(answer.top[0].code)


def test_a_word_met_by_chance_names_no_class(with_classes: Cascade) -> None:
    """A bank's merchant category beside a name that says nothing."""
    answer = with_classes.answer(Asked("甲乙丙", merchant_category="6012"))
    assert answer.class_ is None


def test_real_estate_falls_into_the_row_of_its_class(with_classes: Cascade) -> None:
    """Division 70 covers three rows of the size table; the class says which."""
    managed = with_classes.answer(Asked("测试物业管理有限公司"))
    developed = with_classes.answer(Asked("测试房地产开发有限公司"))
    assert [group.number for group in managed.groups] == [14]
    assert [group.number for group in developed.groups] == [13]


def test_a_registered_class_is_given_back_as_it_is(with_classes: Cascade) -> None:
    """The code that was registered needs no words."""
    answer = with_classes.answer(Asked("", industry_code="6291"))
    assert answer.class_ is not None
    assert (answer.class_.code, answer.class_.name.zh) == ("6291", "小吃服务")


def test_a_made_up_class_counts_as_its_group(with_classes: Cascade) -> None:
    """6298 is nowhere: it counts as far as the table goes."""
    answer = with_classes.answer(Asked("", industry_code="6298"))
    assert answer.top[0].code == "62"
    assert answer.class_ is not None
    assert (answer.class_.code, answer.class_.level) == ("629", 3)
