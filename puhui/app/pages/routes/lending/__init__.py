"""The steps at a lender, one file each; the desk and the rooms do the work."""
