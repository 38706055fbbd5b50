"""Which requests are answered? A module for each kind of thing that is asked for."""
