"""The composer without a model: it selects, orders and joins what the notes say, and invents nothing."""

from drafter.compose.offline.composer import OfflineComposer

__all__ = ["OfflineComposer"]
