"""The public record: a folder that anyone can check.

Refuses secrets, and to overwrite what is there.
"""
