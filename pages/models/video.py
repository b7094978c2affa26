"""A video with its captions, poster and transcript."""

from django.core.exceptions import ValidationError
from django.db import models

from pages import captions as webvtt
from pages import videos
from pages.contents import broken_picks
from pages.html_cleaning import parse
from pages.pictures import PictureField
from pages.rich_text import RichTextField

FILES = ("file", "captions", "poster")


class Video(models.Model):
    """Picked in the editor of pages; a Version names its files by their hashes, so that it shows exactly these."""

    title = models.CharField(max_length=120, unique=True)
    file = videos.VideoField(
        "video", help_text="MP4 (H.264, AAC) or WebM (VP9, Opus), 200 MB at most, with nothing else in the file."
    )
    captions = webvtt.CaptionsField(
        help_text="WebVTT in UTF-8. A video without sound has captions too, with the words it shows."
    )
    poster = PictureField(help_text="Shown before the video is played: PNG, JPEG or WebP.")
    transcript = RichTextField(
        kind="inline",
        help_text="All that is said, word for word as in the captions, and what is to be seen. Cite the sources of "
        "claims: rules, reviewers and signatories read this.",
    )
    # Read from the file; 0 until it was.
    seconds = models.FloatField(default=0, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    has_sound = models.BooleanField(default=False, editable=False)
    size_bytes = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    def clean(self):
        """Opens what was uploaded, and compares video, captions and transcript."""
        super().clean()
        errors = {}
        for name, check in (("file", self._read_file), ("captions", self._check_captions)):
            try:
                check()
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)

    @property
    def length(self) -> str:
        """“1 minute 5 seconds”."""
        minutes, seconds = divmod(max(1, round(self.seconds)), 60)
        parts = ((minutes, "minute"), (seconds, "second"))
        return " ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in parts if count)

    def problems(self) -> list[str]:
        """What keeps it from being frozen into a page, a sentence each."""
        missing = [
            f"The {self._meta.get_field(name).verbose_name} of “{self}” is missing from the media store. "
            "Upload it again."
            for name in FILES
            if not (file := getattr(self, name)) or not file.storage.exists(file.name)
        ]
        return missing + broken_picks([self])

    def content(self) -> dict:
        """As frozen into a page; its addresses hold the hashes of the files."""
        return {
            "heading": self.title,
            "src": self.file.address,
            "media_type": f"video/{self.file.name.rpartition('.')[2]}",
            "captions": self.captions.address,
            "poster": self.poster.address,
            "width": self.width,
            "height": self.height,
            "length": self.length,
            "size": f"{max(0.1, self.size_bytes / 1_000_000):.1f} MB",
            "has_sound": self.has_sound,
            "transcript": self.transcript,
        }

    def _read_file(self) -> None:
        if self.file and not self.file._committed:
            footage = videos.read(self.file)
            self.seconds, self.width, self.height = footage.seconds, footage.width, footage.height
            self.has_sound, self.size_bytes = footage.has_sound, self.file.size

    def _cues(self) -> list[webvtt.Cue]:
        """Those uploaded, or those kept: the transcript or the video may be new."""
        if not self.captions or not self.captions._committed:
            return webvtt.read(self.captions) if self.captions else []
        if not self.captions.storage.exists(self.captions.name):
            return []  # problems() says so
        with self.captions.open() as file:
            return webvtt.read(file)

    def _check_captions(self) -> None:
        cues = self._cues()
        if self.seconds and (late := next((cue for cue in cues if cue.end > self.seconds + 0.5), None)):
            raise ValidationError(
                f"The caption “{late.text}” ends after {late.end:.0f} seconds; the video has {self.seconds:.0f}. "
                "Are they the captions of another video?",
                code="too_long",
            )
        if not self.transcript:
            return  # it says so itself
        transcript = f" {' '.join(webvtt.words(_plain(self.transcript)))} "
        for cue in cues:
            said = " ".join(webvtt.spoken(cue))
            if said and f" {said} " not in transcript:
                raise ValidationError(
                    f"The captions say “{cue.text}”; the transcript does not. Write it there too, in the same words: "
                    "rules, reviewers and signatories read the transcript.",
                    code="transcript",
                )


def _plain(html: str) -> str:
    """The words of a rich text, without the names of the sources it cites."""
    tree = parse(html)
    for citation in tree.iter("cite"):
        citation.text = ""
    for element in tree.iter("p", "li", "br"):
        element.tail = f" {element.tail or ''}"
    return tree.text_content()
