"""Spreadsheet files in and out: XLSX and CSV as sheets of cells, and back.

Refuses programs, bombs and formulas; judges no content, which is the law's business.
"""
