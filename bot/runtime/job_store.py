"""The job store of the scheduler: jobs are due by the loop's clock, which nobody can set.

APScheduler counts by the wall clock alone. One that is set back would silence it for as long, and one that is set
forward would make it catch up on what was never missed. So the store answers whatever moment it is asked for with what
is due now, and tells the scheduler when to ask next.
"""

import asyncio
from datetime import datetime, timedelta

from apscheduler.job import Job
from apscheduler.jobstores.base import BaseJobStore


def _now() -> float:
    return asyncio.get_running_loop().time()


class DueJobs(BaseJobStore):  # type: ignore[misc]  # APScheduler has no types
    """Jobs with an interval trigger, in memory. A job is due one interval after it was added or last handed out."""

    def __init__(self) -> None:
        super().__init__()
        self._jobs: dict[str, Job] = {}
        self._due_at: dict[str, float] = {}
        self._asked_at: datetime | None = None

    def lookup_job(self, job_id: str) -> Job | None:
        """The job of this id."""
        return self._jobs.get(job_id)

    def get_due_jobs(self, now: datetime) -> list[Job]:
        """The jobs that are due, earliest first; each once, however late it is."""
        self._asked_at = now
        due = [job_id for job_id, at in sorted(self._due_at.items(), key=lambda entry: entry[1]) if at <= _now()]
        for job_id in due:
            self._jobs[job_id].next_run_time = now
        return [self._jobs[job_id] for job_id in due]

    def get_next_run_time(self) -> datetime | None:
        """Return the time of the next look, counted from the scheduler's own clock, whatever that says."""
        if not self._due_at or self._asked_at is None:
            return None
        return self._asked_at + timedelta(seconds=max(min(self._due_at.values()) - _now(), 0))

    def get_all_jobs(self) -> list[Job]:
        """Every job."""
        return list(self._jobs.values())

    def add_job(self, job: Job) -> None:
        """A job begins to wait."""
        self.update_job(job)

    def update_job(self, job: Job) -> None:
        """A job that was handed out waits anew."""
        self._jobs[job.id] = job
        self._due_at[job.id] = _now() + job.trigger.interval_length

    def remove_job(self, job_id: str) -> None:
        """Forget a job."""
        del self._jobs[job_id], self._due_at[job_id]

    def remove_all_jobs(self) -> None:
        """Forget every job."""
        self._jobs.clear()
        self._due_at.clear()
