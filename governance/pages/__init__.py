"""What a page shows, fetched for it: one module a page."""
