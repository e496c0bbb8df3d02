"""received: an institution's side of it: a package taken in, its borrower let in, signed or stopped."""
