"""For people whom no therapist plans for: learning, writing down, walking and breathing, and nothing else."""
