"""The reader of Word documents: from the file's XML to neutral rows."""
