"""What each page shows, as frozen values: the templates know these and nothing of the rooms."""
