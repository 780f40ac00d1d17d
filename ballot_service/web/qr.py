"""QR codes as one SVG path, drawn in the page.

Refuses styles, files and addresses: a size and a path of whole modules.
"""

import segno

QUIET = 4
"""White modules around the code, as its standard asks."""


def qr_path(text: str) -> tuple[int, str]:
    """Return the width in modules, margin included, and the path of the dark ones."""
    rows = segno.make_qr(text, error="m").matrix
    parts = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            start = x
            while x < len(row) and row[x]:
                x += 1
            run = x - start
            parts.append(f"M{start + QUIET} {y + QUIET}h{run}v1h-{run}z")
    return len(rows) + 2 * QUIET, "".join(parts)
