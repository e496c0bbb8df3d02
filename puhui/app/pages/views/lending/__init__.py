"""What each page of a lender shows, as frozen values: the templates know these and nothing of the rooms."""
