"""How people get in: mails, codes, attempts and the address they came from."""
