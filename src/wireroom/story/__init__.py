"""The story room: which reports speak about one development."""

from wireroom.story.decide import redrawn
from wireroom.story.gather import gather
from wireroom.story.rules import StoryRules, story_rules
from wireroom.story.stream import Stream

__all__ = ["StoryRules", "Stream", "gather", "redrawn", "story_rules"]
