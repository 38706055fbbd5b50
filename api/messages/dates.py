"""How is a day written for people?"""

from datetime import date


def vietnamese_date(day: date) -> str:
    """The day as 02/06/2022; the year always has four digits, which `strftime` does not grant."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
