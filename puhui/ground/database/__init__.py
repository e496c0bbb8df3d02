"""database: one PostgreSQL, one engine, one way forward for the schema."""

from puhui.ground.database.embedded import Server, embedded_server, remove_cluster
from puhui.ground.database.engine import make_engine
from puhui.ground.database.metadata import metadata
from puhui.ground.database.migrate import find_migrations, migrate

__all__ = [
    "Server",
    "embedded_server",
    "find_migrations",
    "make_engine",
    "metadata",
    "migrate",
    "remove_cluster",
]
