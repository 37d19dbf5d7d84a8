"""By text message, through whatever gateway the clinic has a contract with."""
