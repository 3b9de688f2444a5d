"""The life of a process beside others: leadership, schedule, clock, a database that is away."""
