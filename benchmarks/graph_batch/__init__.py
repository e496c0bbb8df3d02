"""Components and ten rounds of propagation over everything, beside networkit, scipy, igraph, DuckDB."""
