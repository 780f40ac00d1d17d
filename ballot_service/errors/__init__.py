"""The whole exception tree: one root a perspective, leaves named for the fact.

Refuses anything else: no logic, no messages for users, no imports of other rooms.
"""

# ruff: noqa: F403 - one door for the whole tree; each file below is one perspective.
from ballot_service.errors.access import *
from ballot_service.errors.base import *
from ballot_service.errors.crypto import *
from ballot_service.errors.delivery import *
from ballot_service.errors.documents import *
from ballot_service.errors.encoding import *
from ballot_service.errors.importing import *
from ballot_service.errors.life import *
from ballot_service.errors.machine import *
from ballot_service.errors.meeting import *
from ballot_service.errors.paper import *
from ballot_service.errors.passkeys import *
from ballot_service.errors.planning import *
from ballot_service.errors.protocol import *
from ballot_service.errors.record import *
from ballot_service.errors.spreadsheets import *
from ballot_service.errors.store import *
from ballot_service.errors.submission import *
from ballot_service.errors.tally import *
from ballot_service.errors.tokens import *
from ballot_service.errors.verification import *
