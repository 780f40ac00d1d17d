"""`python -m ballot_service.tally COMMAND`: the counting committee's program.

Refuses nothing itself: each command does.
"""

import sys

from ballot_service.tally.cli import main

if __name__ == "__main__":
    sys.exit(main())
