"""tenancy: each institution is a database login that owns nothing (see decision 0016)."""

from puhui.ground.tenancy.grants import Reach
from puhui.ground.tenancy.house import whose_database
from puhui.ground.tenancy.login import Login, login_of
from puhui.ground.tenancy.making import have_login, renew_login
from puhui.ground.tenancy.tenants import Tenants, engine_as

__all__ = [
    "Login",
    "Reach",
    "Tenants",
    "engine_as",
    "have_login",
    "login_of",
    "renew_login",
    "whose_database",
]
