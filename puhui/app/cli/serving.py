"""Serving one party until it is told to stop, saying each step."""

import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

import uvicorn

from puhui.app.answering import config_of
from puhui.app.api import create_app
from puhui.app.cli.beside import answered_together, beside
from puhui.app.cli.voice import say
from puhui.app.outside import Outside
from puhui.app.party import Party
from puhui.app.providers import outside_of
from puhui.ground import Ground
from puhui.kernel import Text


def serve(
    ground: Ground, party: Party, listening: socket.socket, closing: ExitStack, *, is_demo: bool
) -> None:
    """Workers first, then requests; returns when the server was told to stop."""
    outside = outside_of(ground, party, closing, is_demo=is_demo)
    _say_what_is_missing(party, outside)
    app = create_app(ground, party=party, outside=outside, is_demo=is_demo)
    say(
        Text(
            "▸ 启动后台：送出消息，封存审计。",
            "▸ Starting the workers: messages leave, the audit trail is sealed.",
        )
    )
    closing.enter_context(beside(ground, party, outside, is_demo=is_demo))
    address = address_of(listening)
    say(
        Text(
            f"▸ {party.name.zh}：页面 {address}/ ，接口 {address}/api/docs 。按 Ctrl-C 停止。",
            f"▸ {party.name.en}. Pages at {address}/ and the API at {address}/api/docs. Ctrl-C stops it.",
        )
    )
    with answered_together(ground, listening, is_demo=is_demo):
        uvicorn.Server(config_of(app)).run(sockets=[listening])


def address_of(listening: socket.socket) -> str:
    """Where it listens, as others would write it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@contextmanager
def told_to_stop() -> Iterator[None]:
    """SIGTERM and Ctrl-C end everything in order, before the server runs, while it runs and after it has.

    uvicorn raises a signal again when it has finished; what was meant to stop it must not kill us then.
    """

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say_what_is_missing(party: Party, outside: Outside) -> None:
    if outside.provider is None:
        say(
            Text(
                "▸ 没有配置核验服务：所有申请都会转人工，不会自动通过（--demo 可用本机替身）。",
                "▸ No verification provider is configured: every application is referred, none approved "
                "by itself (--demo brings a local stand-in).",
            )
        )
    if party.is_institution and outside.rail is None:
        say(
            Text(
                "▸ 没有配置支付通道：可以审批和签约，放款会等待（PUHUI_PAYMENTS_URL）。",
                "▸ No payment rail is configured: it decides and signs, drawdowns wait (PUHUI_PAYMENTS_URL).",
            )
        )
    if outside.bureau is None:
        say(
            Text(
                "▸ 没有配置征信机构：不与平台交换信用信息（PUHUI_BUREAU_URL）。",
                "▸ No credit bureau is configured: no credit data passes (PUHUI_BUREAU_URL).",
            )
        )
