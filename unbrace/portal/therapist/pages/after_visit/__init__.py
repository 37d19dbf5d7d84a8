"""After a visit: the note, what the person is told, the next visit, the programme and the minutes, one press each."""
