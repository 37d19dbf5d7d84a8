"""By web push, to browsers that the person has allowed to show reminders."""
