"""The made-up town: people, firms and invoices that exist nowhere, from a seed. `puhui` never imports it."""
