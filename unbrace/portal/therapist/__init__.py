"""The therapist's door: who needs me, why, and what do I change? Minutes matter here."""
