"""The use cases of reconciliation, each over one `Work`."""

from puhui.exchange.reconciliation.service.agreeing import breaks_of, reconcile, reconciled
from puhui.exchange.reconciliation.service.keeping import file_of, keep_file, our_file, refused_files

__all__ = ["breaks_of", "file_of", "keep_file", "our_file", "reconcile", "reconciled", "refused_files"]
