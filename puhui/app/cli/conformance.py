"""`puhui conformance`: a partner's team checks that a platform keeps its promises, in test mode."""

import sys
from pathlib import Path
from typing import Any, Final

import click
import httpx
from rich.console import Console

from puhui.app.cli.voice import UNAVAILABLE, language, print_json, say, stop
from puhui.exchange import SigningKeys
from puhui.exchange.client import PartnerClient
from puhui.exchange.conformance import CHECKS, Bench, Report, Verdict, run_checks
from puhui.exchange.signing.keys import keys_from
from puhui.ground import Mode, Unavailable
from puhui.kernel import Problem, SystemClock, Text

_NOT_CONFORMING: Final = 1
_TIMEOUT_SECONDS: Final = 15.0


@click.command()
@click.option("--platform", metavar="URL", help="平台地址 The platform's address")
@click.option("--institution", metavar="CODE", help="登记的机构代码 The code registered there")
@click.option(
    "--key",
    "key_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="签名密钥文件 The file with the signing key (PUHUI_HOME/keys/partner.json)",
)
@click.option("--patience", type=click.FloatRange(0, 600), default=20.0, show_default=True,
              help="等待平台后台的秒数 Seconds to wait for what the platform does later")  # fmt: skip
@click.option("--show-key", is_flag=True, help="只显示要登记的公钥 Only show the public key to register")
@click.option("--json", "as_json", is_flag=True, help="给程序看的结果 For machines")
def conformance(  # noqa: PLR0917 - click passes them by name
    platform: str | None,
    institution: str | None,
    key_file: Path,
    patience: float,
    show_key: bool,
    as_json: bool,
) -> None:
    """合作方自测：在测试沙箱里逐项检查平台是否守约。A partner's checks of a platform, in its sandbox.

    只用测试模式，不涉及任何借款人。Test mode only; no borrower is touched.

    \b
    退出码 Exit code: 0 全部通过 all kept, 1 有一项没有守约 a promise is not kept,
                     2 用法有误 wrong use, 3 连不上 not reachable.

    \b
    例 Examples:
      puhui conformance --key partner.json --show-key
      puhui conformance --platform https://puhui.example --institution test_brook_bank --key partner.json
    """
    keys = _keys(key_file)
    if show_key:
        return print_json({"key_id": keys.key_id, "public_key": keys.public_key_text})
    if not platform or not institution:
        raise click.UsageError("--platform, --institution")
    with httpx.Client(timeout=_TIMEOUT_SECONDS, trust_env=False) as sender:
        client = PartnerClient(platform.rstrip("/"), institution, keys, sender, SystemClock(), Mode.TEST)
        _reach(client)
        report = run_checks(Bench(client, patience), tell=(lambda _: None) if as_json else _tell)
    if as_json:
        print_json(_for_machines(report))
    else:
        _sum_up(report)
    sys.exit(0 if report.is_conforming else _NOT_CONFORMING)


def _keys(file: Path) -> SigningKeys:
    try:
        return keys_from(file)
    except Unavailable as unavailable:
        stop(unavailable.problem)


def _reach(client: PartnerClient) -> None:
    """Whether anybody is there at all, before thirty checks say so one by one."""
    try:
        client.send_as_is(client.request("GET", "/health"))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        stop(_UNREACHABLE, UNAVAILABLE)


def _tell(verdict: Verdict) -> None:
    mark, style = ("✓", "green") if verdict.is_kept else ("✗", "bold red")
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{mark} {verdict.name:<34}", style=style, end="", markup=False)
    console.print(f" {verdict.promise.in_(language())}", markup=False)
    if verdict.found is not None:
        console.print(f"    {verdict.found.in_(language())}", style="red", markup=False)


def _sum_up(report: Report) -> None:
    kept = sum(verdict.is_kept for verdict in report.verdicts)
    seconds = sum(verdict.seconds for verdict in report.verdicts)
    say(
        Text(
            f"共 {len(CHECKS)} 项，守约 {kept} 项，用时 {seconds:.1f} 秒。",
            f"{kept} of {len(CHECKS)} promises are kept; it took {seconds:.1f} s.",
        )
    )


def _for_machines(report: Report) -> dict[str, Any]:
    return {
        "platform": report.platform,
        "institution": report.institution,
        "conforming": report.is_conforming,
        "checks": [
            {
                "name": it.name,
                "promise": {"zh": it.promise.zh, "en": it.promise.en},
                "kept": it.is_kept,
                "seconds": round(it.seconds, 3),
                "found": None if it.found is None else {"zh": it.found.zh, "en": it.found.en},
            }
            for it in report.verdicts
        ],
    }


_UNREACHABLE: Final = Problem(
    "platform.unreachable",
    Text("连不上平台。", "The platform cannot be reached."),
    Text("请核对 --platform 的地址和网络。", "Check the address in --platform and the network."),
    "--platform",
)
