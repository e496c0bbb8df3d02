"""What can be in the way of an institution's login, in words."""

from pathlib import Path

from puhui.kernel import Problem, Text


def may_not_make_logins(login: str) -> Problem:
    """The account of PUHUI_DATABASE_URL has no CREATEROLE."""
    return Problem(
        "database.logins",
        Text(
            "PUHUI_DATABASE_URL 的账户不能建立登录，而每家机构都要有自己的登录。",
            "The account of PUHUI_DATABASE_URL may not make logins, and every institution needs its own.",
        ),
        Text(
            f"请让数据库管理员给它 CREATEROLE，或建立登录（CREATE ROLE {login} LOGIN PASSWORD '…'），"
            "再用 PUHUI_LOGINS_FILE 指明。",
            f"Have the database administrator give it CREATEROLE, or make the login "
            f"(CREATE ROLE {login} LOGIN PASSWORD '…') and name it in PUHUI_LOGINS_FILE.",
        ),
        "PUHUI_DATABASE_URL",
    )


def no_such_login(login: str) -> Problem:
    """A ready-made login is not there."""
    return Problem(
        "database.logins",
        Text(f"数据库里没有登录 {login}。", f"The database has no login {login}."),
        Text(
            f"请让管理员建立它（CREATE ROLE {login} LOGIN PASSWORD '…'），或改正 PUHUI_LOGINS_FILE。",
            f"Have it made (CREATE ROLE {login} LOGIN PASSWORD '…'), or correct PUHUI_LOGINS_FILE.",
        ),
        "PUHUI_LOGINS_FILE",
    )


def too_mighty(login: str, why: str) -> Problem:
    """It could see or change more than one institution's."""
    return Problem(
        "database.logins",
        Text(
            f"登录 {login} 的权力过大（{why}），会越过机构之间的隔离。",
            f"The login {login} is too mighty ({why}): it would reach across institutions.",
        ),
        Text(
            "请换一个普通登录：不是超级用户，不能建角色或库，不绕过行级安全，不属于任何角色，不拥有任何对象。",
            "Use a plain login: no superuser, no CREATEROLE, CREATEDB, BYPASSRLS or REPLICATION, a member of "
            "no role, owner of nothing.",
        ),
        login,
    )


def anothers(login: str) -> Problem:
    """One login, two institutions."""
    return Problem(
        "database.logins",
        Text(f"登录 {login} 已属于另一家机构。", f"The login {login} is another institution's already."),
        Text("请给每家机构一个自己的登录。", "Give each institution a login of its own."),
        login,
    )


def refused(login: str) -> Problem:
    """The login is there and does not get in."""
    return Problem(
        "database.login_refused",
        Text(f"数据库不接受登录 {login}。", f"The database does not let the login {login} in."),
        Text(
            "请检查 pg_hba.conf 是否允许它以密码（scram-sha-256）连接、"
            "它能否 CONNECT 到这个库、密码是否正确。",
            "Check that pg_hba.conf lets it connect with a password (scram-sha-256), that it may CONNECT to "
            "this database, and its password.",
        ),
        login,
    )


def logins_unreadable(file: Path) -> Problem:
    """The file of ready-made logins is not as it should be."""
    return Problem(
        "settings.invalid",
        Text("登录文件无法读取。", "The file of logins cannot be read."),
        Text(
            '应为 {"机构代码": {"login": "…", "password": "…"}}，权限 600。',
            'It should be {"institution": {"login": "…", "password": "…"}} with mode 600.',
        ),
        f"PUHUI_LOGINS_FILE {file}",
    )


def logins_too_open(file: Path) -> Problem:
    """Others can read the passwords."""
    return Problem(
        "settings.invalid",
        Text("别的用户能读到登录文件。", "Other users can read the file of logins."),
        Text(f"请运行 chmod 600 {file}", f"Run: chmod 600 {file}"),
        f"PUHUI_LOGINS_FILE {file}",
    )


def no_code(code: str) -> Problem:
    """An institution's code that cannot be one."""
    return Problem(
        "institution.code",
        Text(f"“{code[:60]}” 不是机构代码。", f"“{code[:60]}” is no code of an institution."),
        Text(
            "请用小写字母开头，只含小写字母、数字和下划线，如 test_brook_bank。",
            "Begin with a lower-case letter; only lower-case letters, digits and _, as in test_brook_bank.",
        ),
    )


def anothers_database(theirs: str, asked: str) -> Problem:
    """This database keeps somebody else's books."""
    platform = Text("平台", "the platform")
    owner = Text(f"机构 {theirs}", f"the institution {theirs}") if theirs else platform
    wanted = Text(f"机构 {asked}", f"the institution {asked}") if asked else platform
    return Problem(
        "database.other_house",
        Text(
            f"这个数据库属于{owner.zh}，不能当作{wanted.zh}的来用；数据没有被改动。",
            f"This database belongs to {owner.en} and cannot serve as that of {wanted.en}; "
            "nothing was changed.",
        ),
        Text(
            "请把 PUHUI_HOME 指向另一个文件夹，或用另一个 PUHUI_DATABASE_URL。",
            "Point PUHUI_HOME to another folder, or use another PUHUI_DATABASE_URL.",
        ),
    )
