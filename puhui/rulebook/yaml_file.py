"""YAML as it should have been: safe, and a key written twice is an error instead of a surprise."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

_Fast: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Strict(_Fast):  # type: ignore[misc]
    """A safe loader that refuses duplicate keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise ValueError(f"line {key.start_mark.line + 1}: {key.value!r} is written twice")
            seen.add(key.value)
        mapping: dict[Hashable, object] = super().construct_mapping(node, deep)
        return mapping


def read_yaml(path: Path) -> object:
    """What a file says. Raises ValueError naming the file and, where it is known, the line."""
    try:
        content: object = yaml.load(path.read_text("utf-8"), _Strict)  # noqa: S506 - a safe loader's child
    except (yaml.YAMLError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    return content
