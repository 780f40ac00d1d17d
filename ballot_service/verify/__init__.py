"""Anyone's check of a record: numbered steps, each raising its own named error.

Refuses secrets, and to import the room that counts.
"""
