"""What became of everyone who started, group by group: a count and a share in each cell, or that it is hidden."""
