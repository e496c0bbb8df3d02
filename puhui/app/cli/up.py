"""`puhui up`: the database, the worker, the API and the pages, in one process that says what it is doing."""

import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Final

import click
import uvicorn

from puhui.app.api import create_app
from puhui.app.cli.listening import bind
from puhui.app.cli.neighbour import claim_folder
from puhui.app.cli.standing_in import stand_in
from puhui.app.cli.voice import UNAVAILABLE, say, stop
from puhui.app.handlers import HANDLERS
from puhui.app.providers import provider_of
from puhui.app.sweeping import sweeping
from puhui.ground import Ground, Settings, Unavailable, open_ground
from puhui.ground.telemetry import configure_logs
from puhui.ground.worker import working
from puhui.kernel import Problem, Text

_PATIENCE_SECONDS: Final = 10
"""How long requests under way are given to finish when we are told to stop."""


@click.command()
@click.option(
    "--role",
    type=click.Choice(["platform", "institution"]),
    default="platform",
    show_default=True,
    help="平台或机构 Platform, or a lending institution (to come).",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址 Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="端口 Port.")
@click.option(
    "--demo", is_flag=True, help="演示：附带本机的核验替身 Demo: with a local stand-in for verification."
)
def up(role: str, host: str, port: int, demo: bool) -> None:
    """启动普惠：数据库、后台、接口和页面。Start Puhui: database, worker, API and pages.

    Ctrl-C 停止 stops it. 数据在 PUHUI_HOME，见 docs/settings.md。The data lies in PUHUI_HOME.

    \b
    退出码 Exit code: 0 正常停止 stopped, 3 打不开 cannot be opened.

    \b
    例 Examples:
      puhui up
      puhui up --demo --port 8080
      PUHUI_DATABASE_URL=postgresql://puhui@db/puhui puhui up --host 0.0.0.0
    """
    if role == "institution":
        stop(_NOT_YET, UNAVAILABLE)
    with ExitStack() as closing:
        closing.enter_context(_told_to_stop())
        try:
            settings = Settings.from_env()
            listening = closing.enter_context(bind(host, port))
            ground = closing.enter_context(_opened(settings, closing))
            _serve(ground, listening, demo, closing)
        except Unavailable as unavailable:
            stop(unavailable.problem, UNAVAILABLE)
    say(Text("普惠已停止。", "Puhui has stopped."))


@contextmanager
def _opened(settings: Settings, closing: ExitStack) -> Iterator[Ground]:
    configure_logs(level=settings.log_level, json=settings.log_json)
    started = time.perf_counter()
    where = "PUHUI_DATABASE_URL" if settings.database_url else str(settings.home)
    say(
        Text(
            f"▸ 启动数据库并更新表结构（{where}）……",
            f"▸ Starting the database, bringing its tables up to date ({where}) …",
        )
    )
    with open_ground(settings) as ground:
        took = time.perf_counter() - started
        say(Text(f"  数据库就绪，用时 {took:.1f} 秒。", f"  The database is ready after {took:.1f} s."))
        closing.enter_context(claim_folder(settings.home))
        yield ground


def _serve(ground: Ground, listening: socket.socket, demo: bool, closing: ExitStack) -> None:
    standin_url = closing.enter_context(stand_in()) if demo else None
    provider = provider_of(ground, standin_url)
    if provider is not None:
        closing.callback(provider.client.close)
    else:
        say(
            Text(
                "▸ 没有配置核验服务：所有申请都会转人工，不会自动通过（--demo 可用本机替身）。",
                "▸ No verification provider is configured: every application is referred, none approved "
                "by itself (--demo brings a local stand-in).",
            )
        )
    app = create_app(ground, provider=provider, is_demo=demo)
    say(
        Text(
            "▸ 启动后台：送出消息，封存审计。",
            "▸ Starting the worker: messages leave, the audit trail is sealed.",
        )
    )
    closing.enter_context(working(ground, HANDLERS))
    closing.enter_context(sweeping(ground))
    host, port = listening.getsockname()[:2]
    address = f"http://{host}:{port}"
    say(
        Text(
            f"▸ 页面 {address}/ ，接口 {address}/api/docs 。按 Ctrl-C 停止。",
            f"▸ Pages at {address}/ and the API at {address}/api/docs. Ctrl-C stops it.",
        )
    )
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=_PATIENCE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _told_to_stop() -> Iterator[None]:
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


_NOT_YET: Final = Problem(
    "role.unavailable",
    Text(
        "机构角色还没有做好，是下一项工作。",
        "The institution role is the next piece of work and not here yet.",
    ),
    Text("现在可用：puhui up（平台角色）。", "What works now: puhui up (the platform role)."),
)
