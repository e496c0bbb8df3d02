"""handover: the platform's side of an application at one institution: sent, followed, taken back."""
