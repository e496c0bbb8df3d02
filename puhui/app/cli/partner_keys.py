"""`puhui partner new-key` and `end-key`: changing the keys that requests are signed with, and nothing stops.

A new key is made, its card registered by the other side, our program started again; then the other side ends
the old one.
"""

from datetime import datetime, time, timedelta

import click

from puhui.app.cli.opened import opened_work
from puhui.app.cli.voice import UNAVAILABLE, say, stop
from puhui.exchange import end_key, renew_own_keys, revoke_key
from puhui.ground import Settings, Unavailable
from puhui.kernel import BEIJING, Problem, Text


@click.command("new-key")
def new_key() -> None:
    """换一把签名密钥：再打印名片、请对方登记，然后重新启动。Make another key of ours to sign with.

    The running program signs with the old key until it is started again: register the new card before that.

    \b
    例 Example:
      puhui partner new-key && puhui partner card --url https://brook.example > brook.json
    """
    try:
        keys = renew_own_keys(Settings.from_env())
    except Unavailable as unavailable:
        stop(unavailable.problem, UNAVAILABLE)
    say(
        Text(
            f"新密钥 {keys.key_id}。请把新名片交给对方登记，再重新启动程序。",
            f"The new key is {keys.key_id}. Have the other side register your new card, then start again.",
        )
    )


@click.command("end-key")
@click.argument("key_id")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="最后一天；不写则立即停用 Its last day; refused at once without one.",
)
def ending(key_id: str, until: datetime | None) -> None:
    """停用对方的一把旧密钥。End a key of the other side: at once when others may hold it, else on a day.

    \b
    例 Example:
      puhui partner end-key ed25519-56475aa75463474c0285df5dbf2bcab7 --until 2026-12-31
    """
    with opened_work() as work:
        if until is None:
            ended = revoke_key(work, key_id)
        else:
            after = datetime.combine(until.date() + timedelta(days=1), time(), BEIJING)
            ended = end_key(work, key_id, after)
    if isinstance(ended, Problem):
        stop(ended)
    say(Text(f"已停用 {key_id}。", f"{key_id} is ended."))
