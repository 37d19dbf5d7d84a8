"""Files of watches and telephones, one format a file. Each reads a stream into an `HourTally`, trusts nothing, and
keeps in memory what two years of hours need and no more. Nothing here knows of rows."""
