"""The mathematics: groups, challenges, proofs, signatures, sharing, sealed messages.

Refuses files, clock, logs, environment and ambient randomness: `random` is passed in.
"""
