"""How many requests are being answered at this moment?"""

from __future__ import annotations

import asyncio
from types import TracebackType


class Underway:
    """Counts requests from their coming in to their answer; can be waited for before the house is closed."""

    def __init__(self) -> None:
        self._count = 0
        self._none = asyncio.Event()
        self._none.set()

    def __enter__(self) -> None:
        self._count += 1
        self._none.clear()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._count -= 1
        if not self._count:
            self._none.set()

    async def finished(self, within: float) -> bool:
        """Wait until none is left, at most `within` seconds; tell whether that was so."""
        try:
            async with asyncio.timeout(within):
                await self._none.wait()
        except TimeoutError:
            return False
        return True
