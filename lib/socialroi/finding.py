"""What a check of the data found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One check: its code (labels.CHECKS), status pass, review or fail, and what to do."""

    check: str
    status: str
    advice: str
