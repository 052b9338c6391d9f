"""One thread that writes up: it takes up what waits in the store and what people decided, one turn after the other.

Pages wait for it a moment and go on; when another process works on the store, it tries again until its turn comes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from wireroom.config import Settings
from wireroom.duty import Duty
from wireroom.engine.local import LocalEngine
from wireroom.ports import WireroomError
from wireroom.store.store import SqlStore

LOG = logging.getLogger(__name__)
WAITING = 8
"""Threads that wait at once: all requests share forty, and those who wait must not have them all."""
AGAIN = 2.0
"""Seconds until the next try while another process works on the store."""


class Scribe:
    """The thread that writes up. It starts with the first call and ends with `stop` or the process."""

    def __init__(self, store: SqlStore, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._engine = LocalEngine(1, settings.model)
        self._lock = threading.Condition()
        self._waiting = threading.Semaphore(WAITING)
        self._asked = self._done = 0
        self._stopped = False
        self._thread: threading.Thread | None = None
        self.failed: WireroomError | None = None

    @property
    def engine(self) -> LocalEngine:
        """The engine of this process, for other work that needs its models."""
        return self._engine

    def wake(self) -> int:
        """Asks for a turn; gives its number for `wait`."""
        with self._lock:
            self._asked += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="scribe", daemon=True)
                self._thread.start()
            self._lock.notify_all()
            return self._asked

    def wait(self, turn: int, seconds: float) -> bool:
        """Whether that turn was done within so many seconds; at once what is known where many wait already."""
        if not self._waiting.acquire(blocking=False):
            with self._lock:
                return self._done >= turn
        try:
            return self._waited(turn, seconds)
        finally:
            self._waiting.release()

    def _waited(self, turn: int, seconds: float) -> bool:
        with self._lock:
            return self._lock.wait_for(lambda: self._done >= turn or self._stopped, seconds) and self._done >= turn

    @property
    def busy(self) -> bool:
        """Whether something waits to be written up."""
        with self._lock:
            return self._done < self._asked

    def stop(self) -> None:
        """Ends the thread after the turn at hand; what waits is taken up by the next that works on the store."""
        with self._lock:
            self._stopped = True
            self._lock.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(AGAIN)

    def _work(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._stopped or self._done < self._asked)
                if self._stopped:
                    return
                turn = self._asked
            done = self._turn(self._take_up)
            with self._lock:
                if done:
                    self._done = turn
                    self._lock.notify_all()
                else:
                    self._lock.wait_for(lambda: self._stopped, AGAIN)

    def _turn(self, work: Callable[[], bool]) -> bool:
        """Whether the turn is over; a failure ends it too, and is told to who asks."""
        try:
            done = work()
        except WireroomError as error:
            self.failed = error
            LOG.error("what waits was not written up: %s", error)
            return True
        if done:
            self.failed = None
        return done

    def _take_up(self) -> bool:
        with self._store.working() as alone:
            if alone:
                Duty(self._store, self._engine, self._settings.rules, self._settings.digest).take_up()
            return alone
