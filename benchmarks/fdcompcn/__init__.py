"""Which listed companies misreported, from their scaled books and who invests, supplies and buys."""
