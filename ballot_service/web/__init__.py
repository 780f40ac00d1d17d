"""What people touch: pages by role, and the endpoints of the booth.

Refuses tables, files and ciphertexts: a route parses, asks one workflow and renders.
"""
