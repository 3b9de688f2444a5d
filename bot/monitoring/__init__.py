"""Health, watchdog, log, and what a log must not hold."""
