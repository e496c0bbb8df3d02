"""The routes of the borrower's pages, one small file a step. They call rooms and decide nothing."""
