"""`puhui key`: keys of programs that call the API."""

from uuid import UUID

import click

from puhui.app.cli.opened import opened_work
from puhui.app.cli.role_option import institution_option, known_roles, role_option
from puhui.app.cli.voice import print_json, say, stop
from puhui.ground import Mode
from puhui.ground.identity import ApiKey, NewKey, issue_key, keys, revoke_key
from puhui.kernel import Problem, Text


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def key() -> None:
    """接口密钥：发放、列出、撤销。Keys of programs that call the API: issue, list, revoke.

    \b
    例 Examples:
      puhui key create --label "收银系统" --role developer
      puhui key list
      puhui key revoke 0199b5a0-6c00-7000-8000-000000000007
    """


@key.command()
@click.option("--label", required=True, help="用途，便于辨认 What it is for.")
@role_option
@institution_option
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.TEST.value,
    show_default=True,
    help="live 真实数据 real data, test 演练数据 made-up data.",
)
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def create(label: str, roles: tuple[str, ...], institution: str | None, mode: str, as_json: bool) -> None:
    """发放密钥，只显示这一次。Issue a key; it is shown this once, on stdout.

    \b
    例 Examples:
      puhui key create --label "收银系统" --role developer
      puhui key create --label core --role operations --mode live --json
      puhui key create --label reports --role institution --institution test_brook_bank --mode live
    """
    new = NewKey(label, Mode(mode), frozenset(roles), institution)
    with opened_work() as work:
        issued = issue_key(work, new, known_roles(work, institution))
    if isinstance(issued, Problem):
        stop(issued)
    if as_json:
        print_json(_plain(issued.key) | {"secret": issued.secret_text})
        return
    say(Text("请立即保存，之后无法再查看：", "Keep it now; it cannot be shown again:"))
    click.echo(issued.secret_text)


@key.command("list")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def list_keys(as_json: bool) -> None:
    """列出密钥（不含密文）。List keys, without their secrets.

    \b
    例 Example:
      puhui key list
    """
    with opened_work() as work:
        found = keys(work)
    if as_json:
        print_json([_plain(one) for one in found])
        return
    for one in found:
        revoked = "" if one.revoked_at is None else "  (已撤销 revoked)"
        whose = f"  {one.institution}" if one.institution else ""
        roles = ", ".join(sorted(one.roles))
        click.echo(f"{one.id}  pk_{one.mode}_{one.prefix}_…  {one.label}  {roles}{whose}{revoked}")


@key.command()
@click.argument("key_id", type=click.UUID)
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def revoke(key_id: UUID, as_json: bool) -> None:
    """撤销密钥。Revoke a key for good.

    \b
    例 Example:
      puhui key revoke 0199b5a0-6c00-7000-8000-000000000007
    """
    with opened_work() as work:
        problem = revoke_key(work, key_id)
    if problem:
        stop(problem)
    if as_json:
        print_json({"id": str(key_id), "revoked": True})
    else:
        say(Text("密钥已撤销。", "The key is revoked."))


def _plain(one: ApiKey) -> dict[str, object]:
    return {
        "id": str(one.id),
        "prefix": one.prefix,
        "label": one.label,
        "mode": one.mode.value,
        "roles": sorted(one.roles),
        "created_at": one.created_at.isoformat(),
        "last_used_at": one.last_used_at.isoformat() if one.last_used_at else None,
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
        "institution": one.institution,
    }
