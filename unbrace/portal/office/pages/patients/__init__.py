"""The office invites: who was asked, who has not answered yet, who said no thanks. Nothing of what people log."""
