"""One PostgreSQL for all seeds, and template databases that are copied in a hundredth of a second."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from puhui.ground.database import embedded_server, remove_cluster


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server, seen from any process: `sockets` is all it takes to reach it."""

    home: Path
    sockets: Path

    def url(self, database: str = "postgres") -> str:
        """Where the owner connects."""
        return f"postgresql+psycopg://puhui@/{database}?host={self.sockets}"

    def copy(self, template: str, name: str) -> str:
        """A fresh copy of a template database; one of the same name goes first."""
        with self._server() as engine, engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))
        return self.url(name)

    def make(self, name: str) -> str:
        """An empty database."""
        return self.copy("template0", name)

    def drop(self, name: str) -> None:
        """Away with it, whoever is still connected."""
        with self._server() as engine, engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))

    @contextmanager
    def _server(self) -> Iterator[Engine]:
        engine = create_engine(self.url(), isolation_level="AUTOCOMMIT")
        try:
            yield engine
        finally:
            engine.dispose()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this run's own that does not wait for the disk, gone at the end."""
    home = Path(tempfile.mkdtemp(prefix="puhui-simulation-"))
    home.chmod(0o711)
    try:
        with embedded_server(home, durable=False) as server:
            yield Cluster(home, server.sockets)
        remove_cluster(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
