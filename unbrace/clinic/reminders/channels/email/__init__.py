"""By e-mail, to the address the person signs in with."""
