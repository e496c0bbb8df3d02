"""One table of permissions, and nothing allowed that is not in it."""

from pathlib import Path

import pytest

from puhui.ground.permission import load_permissions

GOOD = """
roles:
  admin: {zh: 管理员, en: Administrator}
  auditor: {zh: 审计, en: Auditor}
actions:
  key.create: {zh: 发放密钥, en: Issue a key, roles: [admin]}
  audit.read: {zh: 查看审计, en: Read the audit trail, roles: [admin, auditor]}
"""


def _table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "permissions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_role_may_do_what_its_row_says(tmp_path: Path) -> None:
    """An auditor reads the trail and issues no keys; having no role at all allows nothing."""
    table = load_permissions(_table(tmp_path, GOOD))
    assert table.allows("audit.read", {"auditor"})
    assert not table.allows("key.create", {"auditor"})
    assert not table.allows("audit.read", set())


def test_an_unknown_action_is_a_programming_error(tmp_path: Path) -> None:
    """A misspelt action must not read as 'nobody may', which would look like a working refusal."""
    with pytest.raises(KeyError):
        load_permissions(_table(tmp_path, GOOD)).allows("key.creat", {"admin"})


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (GOOD.replace("roles: [admin]}", "roles: [adnim]}"), "unknown roles adnim"),
        (GOOD.replace("roles: [admin]}", "roles: []}"), "allowed to nobody"),
        (GOOD.replace("en: Issue a key, ", ""), "key.create is not described"),
        (GOOD.replace("key.create", "createkey"), "not written thing.verb"),
        (GOOD.replace("audit.read", "key.create"), "written twice: key.create"),
        (GOOD.replace("en: Auditor", "en: ''"), "role auditor is not described"),
    ],
)
def test_a_broken_table_is_refused_with_the_reason(tmp_path: Path, broken: str, complaint: str) -> None:
    """Nothing starts on a table that a person got wrong."""
    with pytest.raises(ValueError, match=complaint):
        load_permissions(_table(tmp_path, broken))
