"""Looking around an application over HTTP, on a graph in PostgreSQL as large as asked for."""
