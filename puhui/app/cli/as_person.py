"""A `Work` for a command that only people may give: whoever signs in, with the rights of their roles."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

import click

from puhui.app.api import PERMISSIONS
from puhui.app.cli.voice import UNAVAILABLE, stop
from puhui.ground import SYSTEM, Actor, Ground, Settings, Unavailable, Work, open_ground
from puhui.ground.identity import recognise, sign_in, sign_out
from puhui.ground.permission import load_permissions
from puhui.kernel import Problem, SystemClock, Text

_HERE = "command line"
F = TypeVar("F", bound=Callable[..., Any])


def person_options(command: F) -> F:
    """`--as` and `--password-stdin`."""
    stdin = click.option(
        "--password-stdin", is_flag=True, help="从标准输入读密码 Read the password from stdin."
    )
    return click.option(
        "--as", "login", required=True, help="登录名 Who you are; the password is asked for."
    )(stdin(command))


@contextmanager
def person_work(login: str, from_stdin: bool, action: str) -> Iterator[Work]:
    """One transaction of a person who may do `action`; says what is wrong and ends otherwise."""
    password = _password(from_stdin)
    with ExitStack() as closing:
        try:
            settings = Settings.from_env()
            ground = closing.enter_context(open_ground(settings, institution=settings.institution))
        except Unavailable as unavailable:
            stop(unavailable.problem, UNAVAILABLE)
        actor = _signed_in(ground, login, password)
        if not load_permissions(PERMISSIONS).allows(action, actor.roles):
            stop(_NOT_ALLOWED)
        with ground.work(actor) as work:
            yield work


def _signed_in(ground: Ground, login: str, password: str) -> Actor:
    with ground.work(SYSTEM) as work:
        issued = sign_in(work, login, password, address=_HERE)
    if isinstance(issued, Problem):
        stop(issued)
    with ground.work(SYSTEM) as work:
        actor = recognise(work.connection, SystemClock(), issued.token)
        sign_out(work, issued.token)
    if actor is None:
        stop(_NOT_ALLOWED)
    return actor


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt("密码 Password", hide_input=True, err=True)
    return typed


_NOT_ALLOWED = Problem(
    "account.forbidden",
    Text("这个账号没有做这件事的权限。", "This account may not do this."),
    Text("请用有权限的账号，或请管理员授权。", "Use an account that may, or have an administrator grant it."),
)
