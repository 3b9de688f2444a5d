"""Connections of either database: the address, errors and outages, and the clock that its processes share."""
