"""What does `python -m api` run? The same as `hoidap`."""

from api.cli import main

main()
