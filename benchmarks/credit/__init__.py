"""How well credit risk is told on public data: SBA loans, Boston mortgages, Berka loans, Chinese invoices."""
