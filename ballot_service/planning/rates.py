"""Rates as they are printed: two decimals, half up, a decimal comma.

Refuses to decide anything: no rule reads what this file writes (W25).
"""

from ballot_service.errors import NotAnInteger, NumberOutOfRange


def rate_text(count: int, base: int) -> str:
    """Return `count` of `base` in per cent, as "66,67%" (rules 1.9, 3.1).

    Args:
        count: ballots, at least 0.
        base: persons or ballots, at least 1.

    Raises:
        NotAnInteger: not ints. NumberOutOfRange: below these bounds.
    """
    if type(count) is not int or type(base) is not int:
        raise NotAnInteger("count or base")
    if count < 0 or base < 1:
        raise NumberOutOfRange(f"{count} of {base}")
    hundredths = (2 * 10_000 * count + base) // (2 * base)
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02d}%"
