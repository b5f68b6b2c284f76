"""From event notes to a post that is disclosed, traced to its notes, reviewed and signed."""

__version__ = "0.1.0"
