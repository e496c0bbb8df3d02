"""`puhui partner`: the other side, known by its card; and our own card for them."""

import sys
from pathlib import Path
from typing import Any

import click

from puhui.app.cli.opened import opened_work
from puhui.app.cli.partner_keys import ending, new_key
from puhui.app.cli.voice import UNAVAILABLE, print_json, say, stop
from puhui.app.introducing import card_in, read_card, register_all
from puhui.app.party import party_of
from puhui.exchange import PLATFORM, Partner, card, check_address, host_of, partners, revoke_partner
from puhui.exchange.bureau.http_bureau import STANDIN_CRA_ID
from puhui.ground import Settings, Unavailable, open_ground
from puhui.kernel import Problem, Text


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def partner() -> None:
    """合作方：名片、登记、列出、换密钥、停用。The other side: cards, registering, keys, ending.

    \b
    例 Examples:
      puhui partner card --url https://brook.example > brook.json
      puhui partner add brook.json --until 2027-12-31
      puhui partner list
      puhui partner revoke test_brook_bank
    """


partner.add_command(new_key)
partner.add_command(ending)


@partner.command("card")
@click.option("--url", "base_url", default=None, help="对外地址 Our address  [PUHUI_PUBLIC_URL]")
@click.option("--page-host", default=None, help="页面主机 Where borrowers are sent  [the address's host]")
@click.option(
    "--cra",
    "cra_ids",
    multiple=True,
    help="征信机构代码 Bureaus credit data passes through; repeat for more.",
)
def show_card(base_url: str | None, page_host: str | None, cra_ids: tuple[str, ...]) -> None:
    """打印自己的名片，交给对方登记；上面没有秘密。Print our card for the other side; nothing on it is secret.

    \b
    例 Example:
      puhui partner card --url https://brook.example --cra test_cra_one > brook.json
    """
    try:
        settings = Settings.from_env()
        party = party_of(settings)
        if isinstance(party, Problem):
            stop(party, UNAVAILABLE)
        address = base_url or settings.public_url
        if address is None:
            stop(_NO_ADDRESS)
        if problem := check_address(address, page_host or host_of(address)):
            stop(problem)
        code = party.code or PLATFORM
        print_json(card(settings, code, party.name, address, page_host, cra_ids or (STANDIN_CRA_ID,)))
    except Unavailable as unavailable:
        stop(unavailable.problem, UNAVAILABLE)


@partner.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, allow_dash=True)
)
@click.option(
    "--from", "valid_from", type=click.DateTime(["%Y-%m-%d"]), default=None, help="生效日 First day  [today]"
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), default=None, help="截止日 Last day  [in a year]")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def add(files: tuple[Path, ...], valid_from: Any, until: Any, as_json: bool) -> None:  # noqa: ANN401
    """登记对方的名片；再登记就是更新。Register cards of the other side; again, they are brought up to date.

    \b
    例 Example:
      puhui partner add brook.json --until 2027-12-31
    """
    cards = [_card_of(file) for file in files]
    first, last = (day.date() if day else None for day in (valid_from, until))
    try:
        with open_ground(Settings.from_env()) as ground:
            all_added = register_all(ground, cards, first, last)
    except Unavailable as unavailable:
        stop(unavailable.problem, UNAVAILABLE)
    if isinstance(all_added, Problem):
        stop(all_added)
    if as_json:
        print_json([_plain(one) for one in all_added])
        return
    for one in all_added:
        say(Text(f"已登记 {one.name.zh}。", f"{one.name.en} is registered."))


@partner.command("list")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def list_partners(as_json: bool) -> None:
    """列出合作方。List the other side.

    \b
    例 Example:
      puhui partner list --json
    """
    with opened_work() as work:
        found, today = partners(work), work.today()
    if as_json:
        print_json([_plain(one) for one in found])
        return
    for one in found:
        stands = "" if one.stands(today) else "  (停用 ended)"
        click.echo(f"{one.address}  {one.base_url}  {one.valid_from}–{one.valid_to}{stands}")


@partner.command()
@click.argument("institution")
def revoke(institution: str) -> None:
    """停止与对方的合作：此后不收也不发。End it: nothing is taken or sent from now on.

    \b
    例 Example:
      puhui partner revoke test_brook_bank
    """
    with opened_work() as work:
        ended = revoke_partner(work, institution)
    if isinstance(ended, Problem):
        stop(ended)
    say(Text(f"已停止与 {institution} 的合作。", f"Ended with {institution}."))


def _card_of(file: Path) -> dict[str, Any]:
    found = card_in(sys.stdin.read(), "-") if str(file) == "-" else read_card(file)
    return found if isinstance(found, dict) else stop(found)


def _plain(one: Partner) -> dict[str, Any]:
    return {
        "institution": one.institution,
        "is_platform": one.is_platform,
        "name": {"zh": one.name.zh, "en": one.name.en},
        "base_url": one.base_url,
        "page_host": one.page_host,
        "key_id": one.key_id,
        "cra_ids": list(one.cra_ids),
        "valid_from": one.valid_from.isoformat(),
        "valid_to": one.valid_to.isoformat(),
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
    }


_NO_ADDRESS = Problem(
    "partner.address.missing",
    Text("名片上要有对外地址。", "A card says where we are reached."),
    Text("请加 --url 或设置 PUHUI_PUBLIC_URL。", "Add --url or set PUHUI_PUBLIC_URL."),
)
