"""Series on one time line: each as a curve with plan changes and flare-ups marked, as a table, and as one sentence."""
