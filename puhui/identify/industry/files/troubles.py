"""What can be wrong with a table of firms that is nobody's surprise, in sentences."""

from collections.abc import Sequence
from pathlib import Path

from puhui.kernel import Problem, Text


def no_such_suffix(path: Path, suffixes: Sequence[str]) -> Problem:
    """The name ends as no table's name does."""
    listed = "、".join(suffixes)
    return Problem(
        "table.suffix",
        Text(
            f"不认识的表格后缀，可用：{listed}。", f"Unknown kind of table; use one of {', '.join(suffixes)}."
        ),
        Text("请换一个后缀。", "Use another suffix."),
        str(path),
    )


def not_there(path: Path) -> Problem:
    """Nothing lies there."""
    return Problem(
        "table.missing",
        Text("没有这个文件。", "There is no such file."),
        Text("请检查路径。", "Check the path."),
        str(path),
    )


def empty_table(path: Path) -> Problem:
    """A file without a header."""
    return Problem(
        "table.empty",
        Text("文件是空的，连表头也没有。", "The file is empty; it has not even a header."),
        Text(
            "第一行应是列名，例如 name,business_scope。", "The first line names columns: name,business_scope."
        ),
        str(path),
    )


def unreadable(path: Path, error: Exception) -> Problem:
    """It cannot be read as what its name says."""
    kind = type(error).__name__
    return Problem(
        "table.unreadable",
        Text(
            f"表格读不下去（{kind}）；之前的行已经回答。",
            f"The table cannot be read on ({kind}); rows before are answered.",
        ),
        Text("请检查引号是否成对、文件是否完整。", "Check that quotes come in pairs and the file is whole."),
        str(path),
    )


def no_columns(path: Path, columns: Sequence[str]) -> Problem:
    """Not one column says anything about a trade."""
    there = "、".join(columns[:8])
    return Problem(
        "industry.no_columns",
        Text(
            f"没有找到可用的列；表里有：{there}。",
            f"No column that can be read; the table has: {', '.join(columns[:8])}.",
        ),
        Text(
            "至少要有 name（名称）、business_scope（经营范围）、items（开票项目）、"
            "merchant_category（商户类别）、industry_code（行业代码）之一。",
            "At least one of name, business_scope, items, merchant_category, industry_code is needed.",
        ),
        str(path),
    )


def same_file(path: Path) -> Problem:
    """Out is in."""
    return Problem(
        "out.is_input",
        Text("结果会盖掉要读的文件。", "The result would overwrite the file that is read."),
        Text("请把结果写到别处。", "Write the result somewhere else."),
        str(path),
    )


def unwritable(path: Path, error: Exception) -> Problem:
    """The place takes no file."""
    kind = type(error).__name__
    return Problem(
        "out.unwritable",
        Text(f"结果写不到这个位置（{kind}）。", f"The result cannot be written there ({kind})."),
        Text("请换一个有写权限、有空间的位置。", "Choose a place with permission and space."),
        str(path),
    )
