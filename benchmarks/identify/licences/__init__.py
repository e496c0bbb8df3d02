"""Made-up business licences: drawn, then spoiled as photographs are. Tests and benchmark share them."""
