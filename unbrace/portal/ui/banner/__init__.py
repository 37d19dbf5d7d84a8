"""A sentence across the page that needs attention but not alarm."""
