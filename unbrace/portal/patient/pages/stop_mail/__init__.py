"""The one press with which a mail program ends the mails (RFC 8058)."""
