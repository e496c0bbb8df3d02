"""What people wrote into a policy table, as sentences in both languages.

A row's sentence is its own description where the table has one, else what its cells say.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Written:
    """What people wrote into a table: its name, its columns' names, each row's id and sentence."""

    name: Text
    columns: Mapping[str, Text]
    rows: tuple[tuple[str, Text], ...]


@lru_cache(maxsize=64)
def written_in(content: str) -> Written:
    """A table as people read it, from its JDM."""
    nodes = json.loads(content)["nodes"]
    node = next(it for it in nodes if it["type"] == "decisionTableNode")
    body = node["content"]
    columns = {it["id"]: (it["field"], both_in(it.get("name") or it["field"])) for it in body["inputs"]}
    said = [
        (str(rule.get("_id") or number), _sentence(rule, columns))
        for number, rule in enumerate(body["rules"], 1)
    ]
    return Written(both_in(node.get("name", "")), dict(columns.values()), tuple(said))


def _sentence(rule: Mapping[str, Any], columns: Mapping[str, tuple[str, Text]]) -> Text:
    conditions = [
        (name, cell_said(str(rule[column]).strip()))
        for column, (_, name) in columns.items()
        if str(rule.get(column) or "").strip()
    ]
    zh = "；".join(f"{name.zh} {cell.zh}" for name, cell in conditions) or "其余情况"
    en = "; ".join(f"{name.en} {cell.en}" for name, cell in conditions) or "Everything else"
    return Text(str(rule.get("_description") or zh), en[:1].upper() + en[1:])


def cell_said(cell: str) -> Text:
    """A cell as people read it.

    >>> cell_said("not in ['MATCH', 'MISMATCH']").en, cell_said("null, <= 0").zh, cell_said("!= true").en
    ('none of MATCH, MISMATCH', '不知道 或 ≤ 0', 'is not: yes')
    """
    zh, en = cell.replace("'", ""), cell.replace("'", "")
    for written, said_zh, said_en in _IN_WORDS:
        zh, en = re.sub(written, said_zh, zh), re.sub(written, said_en, en)
    return Text(zh.strip(), en.strip())


def both_in(name: str) -> Text:
    """A name as tables write it, Chinese and then English, as a sentence in both.

    >>> both_in("作废占比 void share"), both_in("band")
    (Text(zh='作废占比', en='void share'), Text(zh='band', en='band'))
    """
    found = _BOTH.fullmatch(name.strip())
    return Text(found["zh"].strip(), found["en"].strip().replace("_", " ")) if found else Text(name, name)


_BOTH: Final = re.compile(r"(?P<zh>.*[一-鿿][^ ]*)\s+(?P<en>[!-~][ -~]*)")
_IN_WORDS: Final = (
    (r"not in \[([^\]]*)\]", r"不是 \1", r"none of \1"),
    (r"(?<!not )in \[([^\]]*)\]", r"是 \1 之一", r"one of \1"),
    (r",(?=\s*(?:[<>!=]|null\b|\[|\())", " 或", " or"),
    (r"(?<=null),", " 或", " or"),
    (r"\bnull\b", "不知道", "not known"),
    (r"\btrue\b", "是", "yes"),
    (r"\bfalse\b", "否", "no"),
    (r"!=\s*", "不是：", "is not: "),
    (r"==\s*", "", ""),
    (r"<=", "≤", "≤"),
    (r">=", "≥", "≥"),
)
"""How what a cell says is read, in the order in which it is put into words."""
