"""What people are reminded of, and how their mails leave."""
