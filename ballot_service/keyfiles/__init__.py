"""Secrets on disk: sealed by a passphrase, by explicit path, for their owner alone.

Refuses a secret in clear, and trustees' shares to anyone but the tally.
"""
