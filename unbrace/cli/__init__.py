"""The `unbrace` command."""
