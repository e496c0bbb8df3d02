"""walking: somebody without a screen on the pages of the platform and of the lenders."""
