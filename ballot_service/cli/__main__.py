"""`python -m ballot_service.cli`, the same as `ballot-service`.

Refuses to do anything by itself.
"""

import sys

from ballot_service.cli import main

sys.exit(main())
