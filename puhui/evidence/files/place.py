"""Where something stands in a file, said so that a person finds it in either language."""

from puhui.kernel import Text


def place_in(name: str, line: int | None = None, column: str | None = None) -> Text:
    """A file or a sheet of it, a line as the file counts them (header included), a column as it is written.

    >>> place_in("invoices.csv", 4182, "开票日期")
    Text(zh='invoices.csv 第4,182行 开票日期', en='invoices.csv, line 4,182, 开票日期')
    """
    zh, en = [name], [name]
    if line is not None:
        zh.append(f"第{line:,}行")
        en.append(f"line {line:,}")
    if column:
        zh.append(column)
        en.append(column)
    return Text(" ".join(zh), ", ".join(en))
