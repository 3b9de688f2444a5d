"""The scheduler: a table of jobs and their intervals. Due times stand in the database, never here."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.monitoring.health import HealthMonitor
from bot.runtime.job_store import DueJobs
from services.storage.connection.outage_log import Outage

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Job:
    """A job to run every so many seconds. `business`: also whenever the shop's clock is moved.

    `leader_only`: of several processes only the leader runs it.
    """

    every: float
    work: Work
    on_clock_change: bool = False
    leader_only: bool = False


class Scheduler:
    """APScheduler with a store in memory: late runs are merged into one, and no job runs beside itself."""

    def __init__(self, jobs: list[Job], health: HealthMonitor, leads: Callable[[], bool] = lambda: True) -> None:
        self._scheduler = AsyncIOScheduler(
            jobstores={"default": DueJobs()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._jobs = jobs
        self._health = health
        self._leads = leads
        self._outage = Outage(log, "job_failed")
        self._at_work: set[asyncio.Task[object]] = set()
        for number, job in enumerate(jobs):
            self._scheduler.add_job(self._start, "interval", [job], seconds=job.every, id=str(number))

    async def _start(self, job: Job) -> None:
        task = asyncio.current_task()
        assert task is not None, "APScheduler runs it in a task"
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)
        await self._run(job)

    async def _run(self, job: Job) -> None:
        self._health.job_begun()
        try:
            if self._leads() or not job.leader_only:
                await job.work()
        except Exception as error:  # noqa: BLE001 - the outermost loop: it comes again
            self._outage.log(error)
        else:
            self._health.scheduler_ok()

    async def run_all(self, *, business: bool = False) -> None:
        """Run all jobs now (or those that depend on business time), in the order of the table."""
        for job in self._jobs:
            if job.on_clock_change or not business:
                await self._run(job)

    def start(self) -> None:
        """Start the scheduler."""
        self._scheduler.start()

    async def stop(self, seconds: float) -> None:
        """Stop the scheduler; running jobs have `seconds` to finish, and are cancelled then."""
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=seconds)
        self._scheduler.shutdown(wait=False)
