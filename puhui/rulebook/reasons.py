"""Reason texts: what a borrower is told, by code, in both languages, one file for each family.

`data/reasons/<family>.yaml` maps a code to `{zh, en}`; `{placeholders}` are the same in both, so that a
figure shown to a Chinese reader cannot be missing for an English one.
"""

from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from puhui.kernel import Text
from puhui.rulebook.yaml_file import read_yaml


def load_reasons(folder: Path) -> Mapping[str, Text]:
    """Every reason of a folder. Raises ValueError naming file and code for anything that is not whole."""
    reasons: dict[str, Text] = {}
    for path in sorted(folder.glob("*.yaml")):
        for code, text in _reasons_in(path).items():
            if code in reasons:
                raise ValueError(f"{path.name}, {code}: another file already has this code")
            reasons[code] = text
    return MappingProxyType(reasons)


def _reasons_in(path: Path) -> dict[str, Text]:
    content = read_yaml(path) or {}
    if not isinstance(content, dict):
        raise ValueError(f"{path.name}: a reason file maps codes to texts")
    return {str(code): _text(told, f"{path.name}, {code}") for code, told in content.items()}


def _text(told: object, where: str) -> Text:
    if not isinstance(told, dict) or not {"zh", "en"} <= told.keys():
        raise ValueError(f"{where}: needs zh and en")
    text = Text(str(told["zh"]).strip(), str(told["en"]).strip())
    if not text.zh or not text.en:
        raise ValueError(f"{where}: zh and en may not be empty")
    if _placeholders(text.zh, where) != _placeholders(text.en, where):
        raise ValueError(f"{where}: zh and en fill in different placeholders")
    return text


def _placeholders(template: str, where: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error
