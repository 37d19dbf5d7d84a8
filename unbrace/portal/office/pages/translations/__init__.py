"""Which texts are there in which language, who stands for them, and each one beside its English."""
