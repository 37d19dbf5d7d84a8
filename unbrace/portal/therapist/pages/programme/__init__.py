"""The programme builder: write, check, preview, sign."""
