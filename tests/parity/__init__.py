"""The engine answers alike in the browser's Python and on the server: every published case, both interpreters."""
