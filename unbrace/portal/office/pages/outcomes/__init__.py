"""The whole clinic's outcomes with few people hidden, and whether everybody may see them."""
