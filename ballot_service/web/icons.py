"""The few icons of the pages, as SVG paths on a field of 20 by 20.

Refuses pictures from files or fonts: an icon is a path in the page.
"""

ICONS: dict[str, str] = {
    "tick": '<path d="M3 10.5 8 15.5 17 5"/>',
    "dash": '<path d="M4 10h12"/>',
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "equal": '<path d="M4 7.5h12M4 12.5h12"/>',
    "lock": '<path d="M4 9h12v8.500H4zM6.500 9V6a3.500 3.500 0 0 1 7 0v3"/>',
    "info": '<path d="M10 9v6M10 5v.5"/><circle cx="10" cy="10" r="8.5"/>',
    "warn": '<path d="M10 3 1.500 17.500h17zM10 8v5M10 15v.5"/>',
    "cross": '<path d="M4 4l12 12M16 4 4 16"/>',
    "clock": '<circle cx="10" cy="10" r="8.5"/><path d="M10 5v5.500l3.500 2"/>',
}
"""Drawn by base.css; our own constants, so the templates may trust them."""
