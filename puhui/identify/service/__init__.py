"""service: what this room does, each over one `Work`."""
