"""What one application costs when owner and enterprise are both asked about, in one process."""
