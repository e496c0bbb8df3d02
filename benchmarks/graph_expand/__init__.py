"""Who is reached around owner and enterprise: our engine, its peers, and a C loop at the speed of memory."""
