"""Translation memory: what was translated before is not translated again."""

from toolkit.memory.store import Match, Memory, add_to_memory, build_memory, open_memory

__all__ = ["Match", "Memory", "add_to_memory", "build_memory", "open_memory"]
