"""people: where a person decides beside the tables, and answers those who asked for one."""
