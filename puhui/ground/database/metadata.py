"""The one collection of declared tables; each room adds its own, in a schema of its own name."""

from typing import Final

from sqlalchemy import MetaData

metadata: Final = MetaData()
"""No naming convention: migrations name every constraint as PostgreSQL itself would."""
