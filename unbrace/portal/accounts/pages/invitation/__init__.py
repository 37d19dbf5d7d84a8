"""The page behind an invitation link."""
