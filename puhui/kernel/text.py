"""A sentence for people, in Chinese and in English, never one without the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The two languages every page, error and reason is written in; Chinese comes first."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence told twice.

    >>> Text("近六个月开票额下降", "Invoiced sales fell over six months").in_(Language.EN)
    'Invoiced sales fell over six months'
    """

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """The sentence in one language."""
        return self.zh if language is Language.ZH else self.en

    def fill(self, **values: object) -> "Text":
        """The same sentence with its `{placeholders}` filled, by each language's own word of a Text.

        >>> Text("少 {share}", "down {share}").fill(share="61%").zh
        '少 61%'
        >>> Text("至多{most}", "{most} at most").fill(most=Text("30万元", "¥300,000")).en
        '¥300,000 at most'
        """
        return Text(self.zh.format(**_in(Language.ZH, values)), self.en.format(**_in(Language.EN, values)))


def _in(language: Language, values: Mapping[str, object]) -> dict[str, object]:
    return {name: it.in_(language) if isinstance(it, Text) else it for name, it in values.items()}
