"""Where a text table breaks: the line to correct, found only after a reader has refused the whole."""

import csv
import io
import json

from puhui.kernel import Text


def broken_csv_line(text: str) -> Text | None:
    """The first line with more fields than the header, or a quotation mark that never closes.

    >>> broken_csv_line("firm,x\\nE1,2\\nE2,3,4\\n").en
    'Line 3 has 3 fields, the header 2.'
    """
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        width = len(next(rows, []))
        for row in rows:
            if len(row) > width:
                return Text(
                    f"第{rows.line_num}行有{len(row)}列，表头有{width}列。",
                    f"Line {rows.line_num} has {len(row)} fields, the header {width}.",
                )
    except csv.Error:
        return Text(
            f"第{rows.line_num}行附近的引号没有成对，或有不能识别的内容。",
            f"Near line {rows.line_num} a quotation mark is never closed, or something is no text.",
        )
    return None


def broken_json_line(text: str) -> Text | None:
    """The first line that is not a JSON object.

    >>> broken_json_line('{"x": 1}\\n{"x": \\n').en
    'Line 2 is not a JSON object.'
    """
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not _is_object(line):
            return Text(f"第{number}行不是 JSON 对象。", f"Line {number} is not a JSON object.")
    return None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
