"""Every sentence of the pages, in both languages, from `texts/*.yaml`; a page asks by key."""

from functools import cache
from pathlib import Path
from typing import Final

import yaml

from puhui.kernel import Language, Text

_FOLDER: Final = Path(__file__).parent / "texts"


@cache
def texts() -> dict[str, Text]:
    """All texts by key. Raises ValueError when a key is told twice or lacks a language.

    >>> texts()["back"].in_(Language.EN)
    'Back'
    """
    found: dict[str, Text] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        for key, both in yaml.safe_load(path.read_text("utf-8")).items():
            if not isinstance(key, str) or key in found:
                raise ValueError(f"{path.name}: {key} is told twice, or is no word")
            if set(both) != {"zh", "en"} or not all(isinstance(said, str) and said for said in both.values()):
                raise ValueError(f"{path.name}: {key} needs zh and en, both written")
            found[key] = Text(both["zh"], both["en"])
    return found


def told(key: str, language: Language, **values: object) -> str:
    """One text in one language, its placeholders filled. An unknown key is a programming error.

    >>> told("unit.months", Language.EN, count=12)
    '12 months'
    """
    sentence = texts()[key].in_(language)
    return sentence.format(**values) if values else sentence
