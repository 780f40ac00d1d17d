"""Secrets on disk, by explicit path, for their owner's eyes alone.

Refuses trustees' shares in clear, and to anyone but the tally; the service's own keys,
which a server must read by itself, lie in files that only its user may read.
"""
