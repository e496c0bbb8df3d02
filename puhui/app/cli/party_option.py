"""`--role`, `--name` and what else says whose process this is. Each is a setting; the option outranks it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from puhui.app.role import Role
from puhui.ground import Settings, Unavailable
from puhui.kernel import Problem, Text

F = TypeVar("F", bound=Callable[..., Any])
_FOLDER: Final = click.Path(path_type=Path, file_okay=False)


def party_options(command: F) -> F:
    """The options of a command that runs one party."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def named_settings(chosen: Mapping[str, Any]) -> Settings:
    """The settings of the environment with what was chosen on the command line. Raises `Unavailable`."""
    settings = Settings.from_env()
    given = {_FIELD[name]: value for name, value in chosen.items() if name in _FIELD and value is not None}
    settings = replace(settings, **given)
    role = chosen.get("role") or (Role.INSTITUTION if settings.institution else Role.PLATFORM)
    if role == Role.PLATFORM and settings.institution is not None:
        raise Unavailable(_BOTH)
    if role == Role.INSTITUTION and settings.institution is None:
        raise Unavailable(_NAMELESS)
    return settings


_FIELD: Final = {
    "name": "institution",
    "public_url": "public_url",
    "bureau": "bureau_url",
    "payments": "payments_url",
    "provider": "provider_url",
    "policies": "policies",
    "models": "models",
    "catalogue": "catalogue",
    "faults": "faults",
    "processes": "processes",
}
"""Option → setting."""

_OPTIONS: Final = (
    click.option(
        "--role",
        type=click.Choice([role.value for role in Role]),
        default=None,
        help="平台或机构 Platform, or a lending institution.  [platform, unless PUHUI_INSTITUTION is set]",
    ),
    click.option("--name", default=None, help="机构代码 The institution's code, as in the catalogue."),
    click.option(
        "--processes",
        type=click.IntRange(1, 64),
        default=None,
        help="同时应答的进程数，每个用一个核 Processes that answer, a core each.  [1]",
    ),
    click.option("--public-url", default=None, help="对外地址 The address others reach it under."),
    click.option("--bureau", default=None, metavar="URL", help="征信机构 The licensed credit bureau."),
    click.option("--payments", default=None, metavar="URL", help="支付通道 The bank's payment rail."),
    click.option("--provider", default=None, metavar="URL", help="核验服务 Who verifies identities."),
    click.option("--policies", default=None, type=_FOLDER, help="自己的政策表 Own policy tables."),
    click.option("--models", default=None, type=_FOLDER, help="自己的评分卡 Own scorecard."),
    click.option("--catalogue", default=None, type=_FOLDER, help="机构与产品 Institutions and products."),
    click.option("--fault", "faults", default=None, help="故障演练 Faults to play: silent:applications:3"),
)

_BOTH: Final = Problem(
    "role.conflict",
    Text("平台角色没有机构代码。", "The platform role has no institution's code."),
    Text(
        "请去掉 --name 和 PUHUI_INSTITUTION，或用 --role institution。",
        "Leave out --name and PUHUI_INSTITUTION, or say --role institution.",
    ),
)
_NAMELESS: Final = Problem(
    "role.name.missing",
    Text("机构角色需要说明是哪一家。", "The institution role has to say which institution it is."),
    Text(
        "请加上 --name，例如 --name test_brook_bank。",
        "Add --name, for example --name test_brook_bank.",
    ),
)
