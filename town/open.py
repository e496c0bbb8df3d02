"""`python -m town.open`: what `make demo` runs. Platform, institutions, a street, where to click."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType
from typing import Final

import click
import httpx

from town.lending_walk import walk
from town.moving_in import Api, Refused, move_in
from town.neighbours import houses, outside
from town.places import SEED, street, town
from town.residents import Resident
from town.saying import Voice
from town.serving import NotOpened, run, serving
from town.staff import hire
from town.told import where_to_click

_HERE: Final = Path(__file__).resolve().parent.parent
_LOOK_EVERY_SECONDS: Final = 0.5
_ONE_IN: Final = 3
"""Every third resident walks the pages instead of applying over the API."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help="端口 Port")
@click.option(
    "--home", type=click.Path(path_type=Path), help="数据文件夹 Data folder  [PUHUI_HOME or var/demo]"
)
@click.option(
    "--firms",
    default=36,
    show_default=True,
    type=click.IntRange(1, 500),
    help="街上多少家 Firms of the street",
)
@click.option(
    "--townspeople",
    default=24,
    show_default=True,
    type=click.IntRange(0, 300),
    help="镇上多少人也来申请 Applicants from the town",
)
def open_town(port: int, home: Path | None, firms: int, townspeople: int) -> None:
    """打开平台和三家机构，让一座虚构的镇住进去。Platform, institutions, a made-up town. Ctrl-C ends it.

    \b
    例 Examples:
      python -m town.open
      python -m town.open --port 8080 --home /tmp/puhui-demo
    """
    signal.signal(signal.SIGTERM, _as_ctrl_c)
    folder = (home or Path(os.environ.get("PUHUI_HOME") or _HERE / "var" / "demo")).resolve()
    say = Voice()
    try:
        _open(folder, port, (firms, townspeople), say)
    except NotOpened as failed:
        sys.exit(failed.exit_code)
    except Refused as refused:
        say(f"接口没有接受：{refused}", f"The API refused: {refused}")
        sys.exit(1)
    except KeyboardInterrupt:
        say("已停止。", "Stopped.")


def _open(home: Path, port: int, how_many: tuple[int, int], say: Voice) -> None:
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o711)
    firms, townspeople = how_many
    residents = street(home / "street", firms, say)
    from_town = town(home / "town", townspeople, say)
    everybody = houses(home, port)
    say(
        f"打开平台和三家机构，数据在 {home}",
        f"Opening the platform and three institutions, their data in {home}",
    )
    with outside(home) as world, serving(everybody, world) as children:
        say("都已应答，并认识彼此", "All of them answer and know each other")
        address = everybody[0].address
        key = _key(home, address, say)
        walkers, others = residents[::_ONE_IN], tuple(it for n, it in enumerate(residents) if n % _ONE_IN)
        with ThreadPoolExecutor(2) as beside:
            hiring = beside.submit(hire, everybody)
            borrowing = beside.submit(_borrow, address, home / "street", walkers)
            with httpx.Client(
                base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=60, trust_env=False
            ) as client:
                api = Api(client, f"{home}/{SEED}")
                _move_in(api, home / "street", others, say)
                _move_in(api, home / "town", from_town, say)
            _say_who_borrowed(borrowing.result(), say)
            if new := hiring.result():
                say(f"为虚构的工作人员开了 {new} 个账号", f"Made {new} accounts for made-up people at work")
        click.echo(where_to_click(everybody, home, key, residents))
        _stay(children)


def _key(home: Path, address: str, say: Voice) -> str:
    """The demo's own key, made once and kept readable for its owner only. A live one: staff sign in to live
    work, and everybody on the street is made up."""
    kept = home / "demo-key"
    if kept.exists():
        key = kept.read_text("utf-8").strip()
        headers = {"Authorization": f"Bearer {key}"}
        if httpx.get(f"{address}/api/v1/me", headers=headers, trust_env=False).is_success:
            return key
    say("发一把接口密钥", "Issuing an API key")
    made = run(
        home, "key", "create", "--label", "demo", "--role", "developer", "--role", "operations",
        "--mode", "live", "--json",
    )  # fmt: skip
    key = str(json.loads(made)["secret"])
    kept.touch(mode=0o600)
    kept.write_text(key, encoding="utf-8")
    return key


def _move_in(api: Api, folder: Path, residents: tuple[Resident, ...], say: Voice) -> None:
    say("街坊通过接口申请、传发票、得到决定", "Residents apply over the API, upload invoices and are decided")
    outcomes, knew = Counter[str](), 0
    for number, (resident, outcome, before) in enumerate(move_in(api, folder, residents), 1):
        outcomes[outcome] += 1
        knew += before
        if sys.stderr.isatty() and not before:
            sys.stderr.write(f"\r          {number}/{len(residents)} {resident.code} ")
    counts = f"approve {outcomes['approve']}, refer {outcomes['refer']}, decline {outcomes['decline']}"
    say(
        f"{len(residents)} 家已决定（其中 {knew} 家早已住进来）：{counts}",
        f"{len(residents)} firms decided, {knew} of them before",
    )


def _borrow(address: str, folder: Path, residents: tuple[Resident, ...]) -> Counter[str]:
    """Some go all the way to a lender's money on the pages, so that every console has true loans to show."""
    return Counter(walked.came_to for walked in walk(address, folder, residents))


def _say_who_borrowed(arrived: Counter[str], say: Voice) -> None:
    lent = arrived["lent"] + arrived["repaid"]
    say(
        f"{arrived.total()} 位邻居自己在页面上走完，{lent} 位借到了钱",
        f"{arrived.total()} neighbours walked the pages themselves, {lent} of them borrowed",
    )


def _stay(children: list[subprocess.Popen[bytes]]) -> None:
    """Until one of them ends, which none should."""
    while all(child.poll() is None for child in children):
        time.sleep(_LOOK_EVERY_SECONDS)
    if code := next((child.returncode for child in children if child.returncode), 0):
        raise NotOpened(code)


def _as_ctrl_c(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    open_town()
