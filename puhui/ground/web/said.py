"""A sentence as it goes out: always in both languages, whoever asks."""

from pydantic import BaseModel

from puhui.kernel import Text


class Said(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "Said":
        """From a text.

        >>> Said.of(Text("已发布", "published")).en
        'published'
        """
        return cls(zh=text.zh, en=text.en)
