"""The story room: which reports speak about one development."""

from wireroom.story.gather import gather
from wireroom.story.rules import StoryRules, story_rules

__all__ = ["StoryRules", "gather", "story_rules"]
