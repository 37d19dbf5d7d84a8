"""Who is treated here; invitations."""
