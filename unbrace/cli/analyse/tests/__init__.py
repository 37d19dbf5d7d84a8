"""The command, its readers and its picture, against rendered clips and one real video."""
