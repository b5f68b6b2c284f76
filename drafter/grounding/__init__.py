"""Which sentences of a draft the notes bear out, which facts it adds, and what it leaves out.

No model and no network: words, numbers, dates, names, quotations and links are looked up. That shows what the
notes have and what they don't; right words in a wrong relation pass.
"""

from drafter.grounding.evidence import Claim, Evidence, Omission, Signal, Support, Trace
from drafter.grounding.trace import trace

__all__ = ["Claim", "Evidence", "Omission", "Signal", "Support", "Trace", "trace"]
