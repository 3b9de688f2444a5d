"""Turns in Redis, for shops that have one: the same arithmetic as in the database, done inside of Redis."""

from collections.abc import Sequence

from redis.asyncio import Redis

from services.domain.values.clock import MINUTE, SECOND
from services.messaging.rate_limit.shared_limiter import GAP, HORIZON, Turn

BELIEVED = 5 * MINUTE
"""A moment further ahead is of a clock that was set back since. Who is in a longer pause says so at each question."""
SCRIPT = """
local function kept(key, farthest)
  local moment = tonumber(redis.call('GET', key) or '0')
  return moment <= farthest and moment or 0
end
local now = redis.call('TIME')
now = now[1] * 1000 + math.floor(now[2] / 1000)
local following = math.max(kept(KEYS[1], now + tonumber(ARGV[7])), now + tonumber(ARGV[1]))
following = math.max(following, math.min(following + tonumber(ARGV[6]), now + tonumber(ARGV[4])))
local turns = {}
for place = 2, #KEYS do
  local ready = kept(KEYS[place], now + tonumber(ARGV[2]) + tonumber(ARGV[4]))
  local away = math.max(ready, following) - now
  local given = ready <= following and away <= tonumber(ARGV[2])
  if given then
    redis.call('SET', KEYS[place], following + tonumber(ARGV[4]), 'PX', tonumber(ARGV[5]))
    following = following + tonumber(ARGV[3])
  end
  turns[#turns + 1] = {away, given and 1 or 0}
end
redis.call('SET', KEYS[1], following, 'PX', math.max(following - now, 0) + tonumber(ARGV[5]))
return turns
"""


TIMEOUT = 2.0


def open_book(url: str, bot_id: int) -> "RedisBook":
    """The book of a bot in the Redis at an address."""
    return RedisBook(Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT), bot_id)


class RedisBook:
    """Turns of one bot, by the clock of Redis."""

    def __init__(self, redis: Redis, bot_id: int) -> None:
        self._name = f"oceanmart:{{{bot_id}}}:turns"
        self._script = redis.register_script(SCRIPT)

    async def reserve(self, chat_ids: Sequence[int], pause: int, said: int = 0) -> list[Turn]:
        """One round trip."""
        keys = [self._name, *(f"{self._name}:{chat_id}" for chat_id in chat_ids)]
        told = await self._script(keys=keys, args=[pause, HORIZON, GAP, SECOND, MINUTE, said, BELIEVED])
        return [Turn(int(away), bool(given)) for away, given in told]
