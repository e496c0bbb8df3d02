"""A product as a JSON document: what its file says, with amounts in fen and days written out.

>>> document_from({"amount_yuan": {"least": 5000, "most": "20000.50"}})["amount"]
{'least_fen': 500000, 'most_fen': 2000050}
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import orjson
import yaml

from puhui.kernel import Problem, Text, fen

LARGEST_BYTES: Final = 64 * 1024
_SHIPPED: Final = Path(__file__).parents[1]
_FEN_PER_YUAN: Final = 100


def canonical(content: Mapping[str, Any]) -> bytes | Problem:
    """The bytes that are kept and hashed. Too large a document is refused, and a number nobody can keep."""
    try:
        written = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return _NOT_KEPT
    return _TOO_LARGE if len(written) > LARGEST_BYTES else written


def opened(content: bytes) -> dict[str, Any]:
    """The document again."""
    document: dict[str, Any] = orjson.loads(content)
    return document


def documents_in(folder: Path | None) -> Mapping[str, bytes]:
    """Every product of a catalogue's folder (None: what ships) as canonical bytes, by code."""
    return _documents_in((folder or _SHIPPED) / "products")


@lru_cache(maxsize=8)
def _documents_in(folder: Path) -> Mapping[str, bytes]:
    rows = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))]
    return {str(row["code"]): _whole(document_from(row)) for row in rows}


def document_from(row: Mapping[str, Any]) -> dict[str, Any]:
    """The document of a file's content."""
    document = {name: _plain(value) for name, value in row.items() if name not in {"amount_yuan", "fees"}}
    if "amount_yuan" in row:
        limits = row["amount_yuan"]
        document["amount"] = {f"{name}_fen": fen(str(limits[name])) for name in ("least", "most")}
    if "fees" in row:
        document["fees"] = [_fee_document(fee) for fee in row["fees"]]
    return document


def row_from(document: Mapping[str, Any]) -> dict[str, Any]:
    """What a file would say, to be read as files are. Raises KeyError, TypeError or ValueError."""
    row = {name: value for name, value in document.items() if name not in {"amount", "fees"}}
    limits = document["amount"]
    row["amount_yuan"] = {name: _yuan(limits[f"{name}_fen"]) for name in ("least", "most")}
    row["fees"] = [_fee_row(fee) for fee in document["fees"]]
    row["active"] = {name: date.fromisoformat(document["active"][name]) for name in ("from", "to")}
    return row


def _fee_document(fee: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: _plain(value) for name, value in fee.items() if name != "amount_yuan"}
    return told | ({"amount_fen": fen(str(fee["amount_yuan"]))} if "amount_yuan" in fee else {})


def _fee_row(fee: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in fee.items() if name != "amount_fen"}
    return told | ({"amount_yuan": _yuan(fee["amount_fen"])} if "amount_fen" in fee else {})


def _yuan(amount_fen: int) -> str:
    if type(amount_fen) is not int:
        raise TypeError("amounts are whole fen")
    return str(Decimal(amount_fen) / _FEN_PER_YUAN)


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _whole(document: Mapping[str, Any]) -> bytes:
    written = canonical(document)
    if isinstance(written, Problem):
        raise ValueError(written.sentence())
    return written


_NOT_KEPT: Final = Problem(
    "product.content",
    Text("内容里有无法保存的数或文字。", "A number or a text in it cannot be kept."),
    Text("数不要超过 18 位。", "Use numbers of 18 digits at most."),
)
_TOO_LARGE: Final = Problem(
    "product.too_large",
    Text("这个产品的内容太大了，最多 64 KiB。", "This product says too much; 64 KiB at most."),
    Text("请删去多余的内容。", "Leave something out."),
)
