"""The person says a number anew."""
