"""The two families of algorithms: international and national (国密, domain 5.4)."""

from enum import StrEnum


class Suite(StrEnum):
    """`AES`: AES-256-GCM with HMAC-SHA-256. `SM`: SM4-GCM (GB/T 32907) with HMAC-SM3 (GB/T 32905)."""

    AES = "AES"
    SM = "SM"
