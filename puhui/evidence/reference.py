"""Reads the tables that lie in a folder `data/` beside a module: limits, names, sentences."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from puhui.kernel import Problem, Text


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """`data/<name>.yaml` of a package, read once."""
    content = files(package).joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(content)
    return read


def sentence(package: str, code: str, where: Text | str | None = None, **values: object) -> Problem:
    """A problem in the words of the package's `data/problems.yaml`, its placeholders filled."""
    entry = table(package, "problems")[code]
    fix = entry.get("fix")
    what = Text(**entry["what"]).fill(**values)
    return Problem(f"evidence.{code}", what, Text(**fix).fill(**values) if fix else None, where)
