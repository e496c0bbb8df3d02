"""embedded: a PostgreSQL of our own, in the data folder, that never outlives the programs using it."""

from puhui.ground.database.embedded.place import remove_cluster
from puhui.ground.database.embedded.server import Server, embedded_server

__all__ = ["Server", "embedded_server", "remove_cluster"]
