"""The law of the yearly review: roll, quorum, majority, selection, ties, cycle.

This room refuses files, clocks, randomness, SQL, HTTP, ciphertexts and floats.
"""
