"""What a person can fix. Anything else that is raised is our bug, and the door says so."""


class DrafterError(Exception):
    """A problem that the person at the keyboard can solve.

    `message` says what and where in one line; `hint` is the command or the edit that solves it;
    `detail` is text worth seeing first, such as a diff.
    """

    def __init__(self, message: str, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail


class ComposerError(DrafterError):
    """A composer gave no usable answer: the batch goes on with the next notes."""
