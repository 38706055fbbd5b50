"""Which questions can be asked, at the beginning and next? Only such as these documents answer."""
