"""Whose rows a database login sees: those of its institution, known by the session's own name alone.

`session_user` cannot be changed by SET ROLE, set_config or a function; only a superuser may. What a login may
touch at all is granted elsewhere (`puhui.ground.tenancy`); here stands what it sees of what it may touch.
"""

from alembic import op

revision = "ground_0003"
down_revision = "ground_0002"
branch_labels = None
depends_on = None

_OWN = ("subject_key", "session", "outbox", "idempotency")
"""Tables of the ground that a tenant's login works with, and of which it sees its own rows."""


def upgrade() -> None:
    """Make the table of logins, the two questions, the guard; guard what the ground itself shares."""
    _logins()
    _questions()
    _guard()
    _identity()
    _own_rows()
    for table in _OWN:
        op.execute(f"CALL ground.guard('ground.{table}')")


def _logins() -> None:
    op.execute("""
        CREATE TABLE ground.tenant_login (
            login text PRIMARY KEY,
            institution text NOT NULL UNIQUE CHECK (institution <> ''),
            generation integer NOT NULL DEFAULT 1 CHECK (generation > 0),
            made_at timestamptz NOT NULL DEFAULT now()
        )""")
    op.execute("CREATE TABLE ground.house (institution text PRIMARY KEY)")
    op.execute("CREATE UNIQUE INDEX house_only_one ON ground.house ((true))")
    op.execute(
        "INSERT INTO ground.house SELECT '' WHERE EXISTS (SELECT FROM ground.audit_entry)"
        " OR EXISTS (SELECT FROM ground.subject_key)"
    )


def _questions() -> None:
    """SECURITY DEFINER, so that the table of logins stays closed; plpgsql, because it keeps its plans."""
    op.execute("""
        CREATE FUNCTION ground.tenant() RETURNS text
        LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN (SELECT institution FROM ground.tenant_login WHERE login = session_user::text);
        END $$""")
    op.execute("""
        CREATE FUNCTION ground.sees_all() RETURNS boolean
        LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
            RETURN ground.tenant() IS NULL AND (
                SELECT pg_has_role(session_user, nspowner, 'USAGE')
                FROM pg_namespace WHERE nspname = 'ground');
        END $$""")


def _guard() -> None:
    op.execute("""
        CREATE PROCEDURE ground.guard(guarded regclass) LANGUAGE plpgsql AS $$
        BEGIN
            IF NOT EXISTS (
                SELECT FROM pg_attribute WHERE attrelid = guarded AND attname = 'institution'
                AND atttypid = 'text'::regtype AND attnotnull AND NOT attisdropped
            ) THEN
                RAISE EXCEPTION '% has no column "institution text NOT NULL"', guarded;
            END IF;
            EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
            EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
            EXECUTE format('DROP POLICY IF EXISTS tenant ON %s', guarded);
            EXECUTE format('CREATE POLICY tenant ON %1$s USING (%2$s) WITH CHECK (%2$s)', guarded,
                'institution = (SELECT ground.tenant()) OR (SELECT ground.sees_all())');
        END $$""")
    op.execute("REVOKE ALL ON PROCEDURE ground.guard(regclass) FROM PUBLIC")


def _identity() -> None:
    """An account or a key of an institution; NULL is the house's own."""
    for table in ("account", "api_key"):
        op.execute(f"ALTER TABLE ground.{table} ADD COLUMN institution text CHECK (institution <> '')")


def _own_rows() -> None:
    """The house's own rows carry ''. Where a login writes for itself, the database says whose the row is."""
    for table in ("subject_key", "session"):
        op.execute(f"ALTER TABLE ground.{table} ADD COLUMN institution text NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE ground.subject_key DROP CONSTRAINT subject_key_pkey")
    op.execute("ALTER TABLE ground.subject_key ADD PRIMARY KEY (subject_id, institution, version)")
    for table in ("outbox", "idempotency"):
        op.execute(f"ALTER TABLE ground.{table} ADD COLUMN institution text NOT NULL DEFAULT ''")
        op.execute(
            f"ALTER TABLE ground.{table} ALTER COLUMN institution SET DEFAULT coalesce(ground.tenant(), '')"
        )
