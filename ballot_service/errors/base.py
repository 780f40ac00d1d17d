"""The root of every error that this package raises on purpose.

Refuses logic, messages for users, and imports of other rooms.
"""


class BallotServiceError(Exception):
    """Root of every error that this package raises on purpose.

    Args:
        detail: what was seen, for a technician; never a secret, never a voter.
    """

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    @property
    def name(self) -> str:
        """The error's stable name, as printed by the verifier and used in vectors."""
        return type(self).__name__
