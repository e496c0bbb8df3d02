"""Our books of one day as a file. The same rows give the same bytes."""

import hashlib
from collections.abc import Iterable, Iterator

from puhui.exchange.reconciliation.layout import CHECKSUM, LINE, TOTAL
from puhui.exchange.reconciliation.model import AMOUNTS, COLUMNS, FORMAT, Header, Row


def write_file(header: Header, rows: Iterable[Row]) -> bytes:
    """The whole file. Raises ValueError for a row that has no way of being written, or a reference twice:
    our own books are wrong then, and nobody should be sent them."""
    body = bytearray()
    for line in _lines(header, rows):
        body += line.encode("ascii") + b"\n"
    return bytes(body) + f"{CHECKSUM},{hashlib.sha256(body).hexdigest()}\n".encode()


def _lines(header: Header, rows: Iterable[Row]) -> Iterator[str]:
    yield ",".join((
        FORMAT, str(header.version), header.institution, header.direction.value,
        header.business_date.isoformat(), header.mode.value,
    ))  # fmt: skip
    yield ",".join(COLUMNS)
    seen: set[str] = set()
    sums = dict.fromkeys(AMOUNTS, 0)
    for row in rows:
        line = ",".join(str(getattr(row, name)) for name in COLUMNS)
        if not LINE.fullmatch(line) or row.drawdown_ref in seen:
            raise ValueError(f"drawdown {row.drawdown_ref!r} cannot be written, or stands there twice")
        seen.add(row.drawdown_ref)
        for name in AMOUNTS:
            sums[name] += getattr(row, name)
        yield line
    yield ",".join((TOTAL, str(len(seen)), *map(str, sums.values())))
