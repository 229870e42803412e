"""One check of everything the product vouches for.

``chain`` walks the audit log and gathers what it says of each row; ``rows`` compares the rows
with it; ``guard`` holds one row against it before it is saved, and ``refusals`` keeps what was
found although the refused action is taken back; ``heads`` compares the log with what was seen of
it before, outside the database; and ``checking`` does all of it in one snapshot of the database
and keeps the result. What there is to check above the ground is named in
``settings.VERIFIED_RECORDS``.
"""
