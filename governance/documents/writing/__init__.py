"""Documents written out: Word on python-docx, sheets on openpyxl, and lines for any program."""
