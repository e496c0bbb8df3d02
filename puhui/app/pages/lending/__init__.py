"""lending: from a lender's cases, contracts and loans to what its pages show."""
