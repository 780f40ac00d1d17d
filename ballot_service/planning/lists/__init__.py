"""Lists that people hand in as rows: roll, titles, nominees, counting committee.

Refuses to repair in silence: each reject names row, field and reason, all at once.
"""
