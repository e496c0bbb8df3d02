"""How fast policy is, alone and beside other engines: `python -m benchmarks.policy`."""

from benchmarks.policy.shipped import chain, some_facts

__all__ = ["chain", "some_facts"]
