"""How facts of the rooms are shown on a page at a desk: bodies made from them, words put beside codes."""
