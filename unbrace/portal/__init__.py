"""The doors: what patients, therapists, the office and other systems see. Trusts nothing from outside."""
