"""The ballot service: secret ballots, with a tally that anyone can verify.

This file imports nothing, so that every room below it runs without the others.
"""
