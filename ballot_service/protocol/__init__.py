"""The election: frozen objects, their one encoding, and the only order of events.

Refuses persons, HTTP, SQL and files.
"""
