"""Who may do what: one table of actions and roles, read from a file and checked before anything starts.

The table itself is data of the application (`puhui/app/permissions.yaml`); this module knows no action by
name. What is not in the table is allowed to nobody, and asking about it is a programming error.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from puhui.kernel import Text

_ACTION_NAME: Final = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done, in words, and the roles that may do it."""

    what: Text
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class PermissionTable:
    """Every role and every action there is."""

    roles: Mapping[str, Text]
    actions: Mapping[str, Action]
    of_institutions: frozenset[str] = frozenset()
    """Roles that people and programs of an institution may have at the platform."""

    def roles_for(self, institution: str | None) -> frozenset[str]:
        """The roles somebody of this institution, or of the house itself (None), may be given."""
        return frozenset(self.roles) if institution is None else self.of_institutions

    def allows(self, action: str, roles: Iterable[str]) -> bool:
        """Whether any of `roles` may do `action`. Raises KeyError for an action that the table does not know.

        >>> table = PermissionTable({}, {"key.create": Action(Text("", ""), frozenset({"admin"}))})
        >>> table.allows("key.create", {"auditor"}), table.allows("key.create", {"auditor", "admin"})
        (False, True)
        """
        return not self.actions[action].roles.isdisjoint(roles)


def load_permissions(path: Path) -> PermissionTable:
    """Read and check the table. Raises ValueError naming every line that is wrong, not only the first."""
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=_NoDoubles)  # noqa: S506 - a safe loader
    roles: Mapping[str, Any] = content.get("roles") or {}
    actions: Mapping[str, Any] = content.get("actions") or {}
    theirs = frozenset(content.get("of_institutions") or ())
    wrong = [*_wrong_roles(roles), *_wrong_actions(actions, set(roles))]
    wrong += [f"of_institutions names the unknown role {name}" for name in sorted(theirs - set(roles))]
    if wrong:
        raise ValueError(f"{path.name}: " + "; ".join(wrong))
    return PermissionTable(
        {name: Text(text["zh"], text["en"]) for name, text in roles.items()},
        {name: Action(Text(row["zh"], row["en"]), frozenset(row["roles"])) for name, row in actions.items()},
        theirs,
    )


def _wrong_roles(roles: Mapping[str, Any]) -> Iterator[str]:
    for name, text in roles.items():
        if not _told_twice(text):
            yield f"role {name} is not described in zh and en"


def _wrong_actions(actions: Mapping[str, Any], roles: set[str]) -> Iterator[str]:
    for name, row in actions.items():
        if not _ACTION_NAME.fullmatch(name):
            yield f"action {name!r} is not written thing.verb"
        if not _told_twice(row):
            yield f"action {name} is not described in zh and en"
        if not (isinstance(row, Mapping) and row.get("roles")):
            yield f"action {name} is allowed to nobody"
        elif unknown := sorted(set(row["roles"]) - roles):
            yield f"action {name} names unknown roles {', '.join(unknown)}"


def _told_twice(row: object) -> bool:
    return isinstance(row, Mapping) and bool(row.get("zh")) and bool(row.get("en"))


class _NoDoubles(yaml.SafeLoader):
    """YAML silently keeps the last of two equal keys; a permission written twice must not pass unseen."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if doubled := sorted({str(key) for key in keys if keys.count(key) > 1}):
            raise ValueError(f"written twice: {', '.join(doubled)}")
        return super().construct_mapping(node, deep)
