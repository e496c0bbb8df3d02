"""permission: one table says which role may do which action."""

from puhui.ground.permission.table import Action, PermissionTable, load_permissions

__all__ = ["Action", "PermissionTable", "load_permissions"]
