"""`puhui account`: people who work here."""

import sys
from uuid import UUID

import click

from puhui.app.cli.opened import opened_work
from puhui.app.cli.role_option import institution_option, known_roles, role_option
from puhui.app.cli.voice import print_json, say, stop
from puhui.ground.identity import Account, accounts, create_account, disable_account
from puhui.kernel import Problem, Text


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def account() -> None:
    """工作人员账号：建立、列出、停用。Accounts of people at work: create, list, close.

    \b
    例 Examples:
      puhui account create risk.01 --role risk_analyst
      puhui account list
      puhui account close 0199b5a0-6c00-7000-8000-000000000007
    """


@account.command()
@click.argument("login")
@role_option
@institution_option
@click.option("--password-stdin", is_flag=True, help="从标准输入读密码 Read the password from stdin.")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def create(
    login: str, roles: tuple[str, ...], institution: str | None, password_stdin: bool, as_json: bool
) -> None:
    """建立账号。Create an account; the password is asked for, never an argument.

    \b
    例 Examples:
      puhui account create risk.01 --role risk_analyst
      puhui account create admin.01 --role admin --password-stdin < password.txt
      puhui account create brook.01 --role institution --institution test_brook_bank
    """
    password = _password(password_stdin)
    with opened_work() as work:
        known = known_roles(work, institution)
        made = create_account(work, login, password, roles, known, institution=institution)
    if isinstance(made, Problem):
        stop(made)
    if as_json:
        print_json(_plain(made))
    else:
        say(Text(f"账号 {made.login} 已建立。", f"Account {made.login} is there."))


@account.command("list")
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def list_accounts(as_json: bool) -> None:
    """列出账号。List accounts.

    \b
    例 Example:
      puhui account list --json
    """
    with opened_work() as work:
        found = accounts(work)
    if isinstance(found, Problem):
        stop(found)
    if as_json:
        print_json([_plain(one) for one in found])
        return
    for one in found:
        closed = "" if one.disabled_at is None else "  (停用 closed)"
        whose = f"  {one.institution}" if one.institution else ""
        click.echo(f"{one.id}  {one.login}  {', '.join(sorted(one.roles))}{whose}{closed}")


@account.command()
@click.argument("account_id", type=click.UUID)
@click.option("--json", "as_json", is_flag=True, help="机器可读 For machines.")
def close(account_id: UUID, as_json: bool) -> None:
    """停用账号并结束其登录。Close an account and end its sessions.

    \b
    例 Example:
      puhui account close 0199b5a0-6c00-7000-8000-000000000007
    """
    with opened_work() as work:
        closed = disable_account(work, account_id)
    if isinstance(closed, Problem):
        stop(closed)
    if as_json:
        print_json(_plain(closed))
    else:
        say(Text(f"账号 {closed.login} 已停用。", f"Account {closed.login} is closed."))


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt(
        "密码 Password", hide_input=True, confirmation_prompt="再输一次 Again", err=True
    )
    return typed


def _plain(one: Account) -> dict[str, object]:
    return {
        "id": str(one.id),
        "login": one.login,
        "roles": sorted(one.roles),
        "created_at": one.created_at.isoformat(),
        "disabled_at": one.disabled_at.isoformat() if one.disabled_at else None,
        "institution": one.institution,
    }
