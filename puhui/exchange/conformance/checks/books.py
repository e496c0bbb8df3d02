"""Books: a daily file is read whole or refused with its place, and every difference is found to the fen."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from puhui.exchange.conformance.bench import Bench, accepted, must, refused
from puhui.exchange.conformance.checks.events import LENT_FEN, drawdown_ref
from puhui.exchange.conformance.model import Check
from puhui.exchange.reconciliation import Direction, File, Header, Row, read_file, write_file
from puhui.ground import Mode
from puhui.kernel import Text


def wrong_checksum_is_refused(bench: Bench) -> None:
    content = bytearray(_file(bench))
    content[-2] = ord("1") if content[-2] == ord("0") else ord("0")
    reply = bench.client.send_file(bench.today(), bytes(content))
    refused(reply, "reconciliation.checksum", status=422)
    where = str(reply.body.get("where", ""))
    must("sha256" in where, "没有指出是哪一行。", "It does not name the line.")


def wrong_count_is_refused(bench: Bench) -> None:
    content = _file(bench).replace(b"\ntotal,1,", b"\ntotal,2,")
    refused(bench.client.send_file(bench.today(), content), "reconciliation.count", status=422)


def other_day_is_refused(bench: Bench) -> None:
    yesterday = bench.today() - timedelta(days=1)
    refused(bench.client.send_file(yesterday, _file(bench)), "reconciliation.date", status=422)


def foreign_file_is_refused(bench: Bench) -> None:
    header = replace(_header(bench), institution="sandbox_neighbour")
    content = write_file(header, [_row(bench)])
    refused(bench.client.send_file(bench.today(), content), "reconciliation.institution", status=403)


def unknown_version_is_refused(bench: Bench) -> None:
    content = _file(bench).replace(b"reconciliation,1,", b"reconciliation,99,", 1)
    refused(bench.client.send_file(bench.today(), content), "reconciliation.version")


def their_file_reads_and_agrees(bench: Bench) -> None:
    reply = bench.client.file_of(bench.today())
    must(reply.is_accepted, f"取不到平台的文件：{reply.status}。", f"There is no file: {reply.status}.")
    wanted = replace(_header(bench), direction=Direction.FROM_PLATFORM)
    file = read_file(reply.content, wanted)
    if not isinstance(file, File):
        must(False, f"平台的文件读不了：{file.code}。", f"Their file cannot be read: {file.code}.")
        return
    mine = [row for row in file.rows if row.drawdown_ref == drawdown_ref(bench)]
    must(mine == [_row(bench)], "平台的镜像与事件不符。", "The mirror is not what was told.")


def every_difference_is_found(bench: Bench) -> None:
    """A file that is one fen off gives one break, with both values; the right file gives none."""
    ref = drawdown_ref(bench)
    accepted(bench.client.send_file(bench.today(), _file(bench, LENT_FEN + 1)))
    breaks = [it for it in accepted(bench.client.breaks(bench.today()))["breaks"] if it["ref"] == ref]
    found = [(it["field"], it["ours"], it["theirs"]) for it in breaks]
    must(
        found == [("lent_fen", LENT_FEN, LENT_FEN + 1)],
        "差一分没有被逐项列出两边的数。",
        "One fen of difference is not listed with both values.",
    )
    accepted(bench.client.send_file(bench.today(), _file(bench)))
    breaks = [it for it in accepted(bench.client.breaks(bench.today()))["breaks"] if it["ref"] == ref]
    must(not breaks, "更正的文件仍有差异。", "A corrected file still has breaks.")


def _header(bench: Bench) -> Header:
    return Header(bench.client.institution, Direction.FROM_INSTITUTION, bench.today(), Mode.TEST)


def _row(bench: Bench, lent_fen: int = LENT_FEN) -> Row:
    contract = f"C-{bench.application().reference}"
    return Row(drawdown_ref(bench), contract, "current", lent_fen, LENT_FEN, 0, 0, 0, 0, 0)


def _file(bench: Bench, lent_fen: int = LENT_FEN) -> bytes:
    return write_file(_header(bench), [_row(bench, lent_fen)])


BOOKS: Final = (
    Check(
        "file_checksum",
        Text("校验和不符的对账文件被拒绝并指出行", "A file with a wrong checksum is refused, its line named"),
        wrong_checksum_is_refused,
    ),
    Check(
        "file_count",
        Text("行数不符的对账文件被拒绝", "A file with a wrong count is refused"),
        wrong_count_is_refused,
    ),
    Check(
        "file_other_day",
        Text("日期不符的对账文件被拒绝", "A file of another day is refused"),
        other_day_is_refused,
    ),
    Check(
        "file_foreign",
        Text("别家机构的对账文件被拒绝", "Another institution's file is refused"),
        foreign_file_is_refused,
    ),
    Check(
        "file_version",
        Text("未知版本的对账文件被拒绝", "A file of an unknown version is refused"),
        unknown_version_is_refused,
    ),
    Check(
        "file_of_platform_agrees",
        Text("平台的文件可读，且与所报事件一致", "The platform's file reads, and agrees with what was told"),
        their_file_reads_and_agrees,
    ),
    Check(
        "difference_found",
        Text("差一分也逐项列出两边的数", "One fen of difference is listed with both values"),
        every_difference_is_found,
    ),
)
