"""What the town lives on: businesses, their papers, their money."""
