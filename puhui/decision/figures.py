"""A fact in words: how a number is written inside a reason."""

import re
from collections.abc import Mapping
from string import Formatter

from puhui.decision.jdm import Value
from puhui.features import feature_named
from puhui.kernel import Text, say_amount

_FEN_PER_YUAN = 100
_EDGE = "\0"
_CHINESE_THEN_FIGURE = re.compile(rf"(?<=[一-鿿]){_EDGE}(?=[0-9¥])")
_FIGURE_THEN_CHINESE = re.compile(rf"(?<=[0-9%]){_EDGE}(?=[一-鿿])")
_UNKNOWN = Text("暂无数据", "not known")


def told(template: Text, facts: Mapping[str, Value], extra: Mapping[str, Text] | None = None) -> Text:
    """The template with every placeholder written out from the facts (or from `extra`).

    >>> told(Text("已有 {days_since_sale}", "for {days_since_sale}"), {"days_since_sale": 120.0}).zh
    '已有 120 天'
    """
    names = {name for _, name, _, _ in Formatter().parse(template.zh + template.en) if name}
    words = {name: (extra or {}).get(name) or figure(name, facts.get(name)) for name in names}
    zh = {name: f"{_EDGE}{word.zh}{_EDGE}" for name, word in words.items()}
    en = {name: word.en for name, word in words.items()}
    return Text(_spaced(template.zh.format(**zh)), template.en.format(**en))


def figure(name: str, value: Value) -> Text:
    """One fact in words: features as their catalogue says them, `_yuan` as money, `_share` as per cent."""
    feature = feature_named(name)
    if isinstance(value, str):
        return Text(value, value)
    if value is None or isinstance(value, bool):
        return _UNKNOWN
    if feature is not None:
        return feature.say(float(value))
    if name.endswith("_yuan"):
        return say_amount(round(float(value) * _FEN_PER_YUAN))
    if name.endswith("_share"):
        return _plain(f"{float(value) * 100:.0f}%")
    return _plain(f"{value:g}")


def _spaced(sentence: str) -> str:
    """A space between Chinese and a figure put in, as it is usually set: 中 15% 被作废."""
    for edge in (_CHINESE_THEN_FIGURE, _FIGURE_THEN_CHINESE):
        sentence = edge.sub(" ", sentence)
    return sentence.replace(_EDGE, "")


def _plain(written: str) -> Text:
    return Text(written, written)
