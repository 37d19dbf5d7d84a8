"""Reports: put together, read before they are signed, signed, sent behind a link that ends."""
