"""Everything somebody may set: who they are, how they read and are coached, what is kept, where they are signed in."""
