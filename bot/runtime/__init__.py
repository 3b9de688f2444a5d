"""What keeps a process running beside others: leadership, schedule, clock, a database that is away."""
