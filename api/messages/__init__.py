"""What a person reads where something is refused, located or checked."""
