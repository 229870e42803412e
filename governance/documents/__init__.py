"""Word files, tables and pasted text: read into neutral rows, and written again.

Reading knows no plan and no database. What the rows mean is placed by the app that owns them
(``plans.documents``, ``okrs.documents``); the ledger then proves that nothing was dropped.
"""
