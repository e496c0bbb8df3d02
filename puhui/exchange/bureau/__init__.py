"""The licensed credit bureau between the two sides: it relays credit data and answers hard inquiries.

Credit data never goes beside it (domain 0.6, 5.6): whatever is left, collected or asked names the bureau.
"""

from puhui.exchange.bureau.http_bureau import Asker, HttpBureau
from puhui.exchange.bureau.model import BureauReport, Inquiry
from puhui.exchange.bureau.ports import BureauRelay

__all__ = ["Asker", "BureauRelay", "BureauReport", "HttpBureau", "Inquiry"]
