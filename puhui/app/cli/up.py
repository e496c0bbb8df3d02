"""`puhui up`: database, workers, API and pages of one party, in one process that says what it is doing."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from puhui.app.cli.listening import bind
from puhui.app.cli.neighbour import claim_folder
from puhui.app.cli.party_option import named_settings, party_options
from puhui.app.cli.serving import address_of, serve, told_to_stop
from puhui.app.cli.standing_in import PAYMENTS, VERIFICATION, stand_in
from puhui.app.cli.voice import UNAVAILABLE, say, stop
from puhui.app.introducing import read_card, register_all
from puhui.app.party import Party, party_of
from puhui.ground import Ground, Settings, Unavailable, open_ground
from puhui.ground.telemetry import configure_logs
from puhui.kernel import Problem, Text


@click.command()
@party_options
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址 Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65_535), default=8000, show_default=True, help="端口 Port.")
@click.option(
    "--demo", is_flag=True, help="演示：没有配置的服务用本机替身 Demo: stand-ins for what is not configured."
)
@click.option(
    "--partner",
    "cards",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="启动时登记对方的名片，可重复 Register a card of the other side at the start; repeat for more.",
)
def up(host: str, port: int, demo: bool, cards: tuple[Path, ...], **chosen: Any) -> None:  # noqa: ANN401 - options, read in one place
    """启动普惠：数据库、后台、接口和页面。Start Puhui: database, workers, API and pages.

    Ctrl-C 停止 stops it. 数据在 PUHUI_HOME，见 docs/settings.md。The data lies in PUHUI_HOME.

    \b
    退出码 Exit code: 0 正常停止 stopped, 3 打不开 cannot be opened.

    \b
    例 Examples:
      puhui up
      puhui up --demo --port 8080
      puhui up --role institution --name test_brook_bank --port 8101
      PUHUI_DATABASE_URL=postgresql://puhui@db/puhui puhui up --host 0.0.0.0
    """
    with ExitStack() as closing:
        closing.enter_context(told_to_stop())
        try:
            settings = named_settings(chosen)
            party = _known(settings)
            listening = closing.enter_context(bind(host, port))
            settings = replace(settings, public_url=settings.public_url or address_of(listening))
            if demo:
                settings = _with_standins(settings, closing)
            ground = closing.enter_context(_opened(settings, closing))
            _introduce(ground, cards)
            serve(ground, party, listening, closing, is_demo=demo)
        except Unavailable as unavailable:
            stop(unavailable.problem, UNAVAILABLE)
    say(Text("普惠已停止。", "Puhui has stopped."))


def _known(settings: Settings) -> Party:
    """Whose process it is. A broken policy or an unknown institution opens nothing, not even the database."""
    party = party_of(settings)
    if isinstance(party, Problem):
        raise Unavailable(party)
    return party


def _with_standins(settings: Settings, closing: ExitStack) -> Settings:
    """In a demo what is not configured is played on this machine."""
    if settings.provider_url is None:
        settings = replace(settings, provider_url=closing.enter_context(stand_in(VERIFICATION)))
    if settings.institution is not None and settings.payments_url is None:
        state = settings.home / "payments.json"
        state.parent.mkdir(parents=True, exist_ok=True)
        url = closing.enter_context(stand_in(PAYMENTS, "--state", str(state)))
        settings = replace(settings, payments_url=url)
    return settings


def _introduce(ground: Ground, cards: tuple[Path, ...]) -> None:
    written = [read_card(file) for file in cards]
    broken = next((it for it in written if isinstance(it, Problem)), None)
    added = broken or register_all(ground, [it for it in written if isinstance(it, dict)])
    if isinstance(added, Problem):
        raise Unavailable(added)


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
    with open_ground(settings, institution=settings.institution) as ground:
        if ground.institution != settings.institution:
            raise Unavailable(_NOT_A_PLATFORM)
        took = time.perf_counter() - started
        say(Text(f"  数据库就绪，用时 {took:.1f} 秒。", f"  The database is ready after {took:.1f} s."))
        closing.enter_context(claim_folder(settings.home))
        yield ground


_NOT_A_PLATFORM: Final = Problem(
    "database.other_house",
    Text(
        "这个数据库属于一家机构，不能作为平台运行。", "This database is an institution's, not a platform's."
    ),
    Text(
        "请加 --role institution --name，或换一个 PUHUI_HOME。",
        "Say --role institution --name …, or choose another PUHUI_HOME.",
    ),
)
