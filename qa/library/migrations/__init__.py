"""How did the database's tables change from version to version? Scripts that Alembic runs, see `upgrade.py`."""
