"""The required sentence for readers: is it seen, put it in, repair it.

`judge` answers one question: would a reader of this post see the sentence, whichever of the usual site generators
publishes it? `check`, `--fix` and `draft` all ask here.
"""

from drafter.disclaimer.edit import add, fix
from drafter.disclaimer.judging import judge
from drafter.disclaimer.verdict import DEFAULT, Fix, Position, Standing, Verdict

__all__ = ["DEFAULT", "Fix", "Position", "Standing", "Verdict", "add", "fix", "judge"]
