"""A sentence for people, in Chinese and in English, never one without the other."""

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
        """The same sentence with its `{placeholders}` filled, in both languages.

        >>> Text("少 {share}", "down {share}").fill(share="61%").zh
        '少 61%'
        """
        return Text(self.zh.format(**values), self.en.format(**values))
