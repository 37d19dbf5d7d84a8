"""A file from a watch or a telephone: brought, read, shown, kept or taken out."""
