"""Measuring how well questions are answered."""
