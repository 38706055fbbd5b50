"""Which requests are answered? A module for each kind of resource."""
