"""A video with its captions and transcript."""

from django.db import models

from pages.blocks.base import Block


class VideoBlock(Block):
    kind = "video"
    icon = "videocam"
    fields = ("video",)
    is_for_paper = False

    video = models.ForeignKey("pages.Video", models.PROTECT, related_name="blocks")

    class Meta(Block.Meta):
        verbose_name = "video"

    def __str__(self):
        return str(self.video) if self.video_id else super().__str__()

    def parts(self) -> dict:
        return self.video.content()

    def problems(self) -> list[str]:
        return self.video.problems()
