"""The benchmarks. They print tables; they assert no time."""
