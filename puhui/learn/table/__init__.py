"""From files of anybody's to rows of numbers."""
