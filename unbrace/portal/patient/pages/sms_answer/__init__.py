"""What people answer to a text message, handed on by the gateway."""
