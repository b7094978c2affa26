"""Draws the demonstration video and its poster: `python -m demonstration.media.make`.

Every figure is in `in-use-time-limits.vtt` and in `demonstration/videos.py` too. It has no sound.
"""

from pathlib import Path

import av
from PIL import Image, ImageColor, ImageDraw, ImageFont

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "static" / "fonts"
WIDTH, HEIGHT, RATE = 960, 540, 10
INK, SOFT, BLUE, TINT, LINE, WHITE = "#0f1a3a", "#47537a", "#2446c4", "#e8eefc", "#7d8cba", "#ffffff"
LEFT, RIGHT, LEVEL = 144, 812, 318  # of the line that stands for 8 hours; captions get the room below
SCALE = 2  # drawn larger, for smooth edges

# From this second on: the hour the line has reached, the heading, and what is below it.
SCENES = [
    (0, 0, "In-use time limits", "From reconstitution to the end of the infusion"),
    (6, 0, "0 hours: reconstitution", "Use at once, or keep at 2–8 °C for no more than 4 hours"),
    (12, 4, "4 hours: dilution, no later", "No more than 4 hours from reconstitution to dilution"),
    (18, 8, "8 hours: end of infusion, no later", "No more than 8 hours from reconstitution to the end"),
    (24, 8, "Protect from light. Do not freeze.", "Both the reconstituted and the diluted solution"),
]
SECONDS = 30
POSTER_AT = 0.0
POSTER_WIDTH = 560
# Few, for few bytes: the poster is part of a page's first visit. Named, so that the triangle stays black.
POSTER_COLOURS = (WHITE, "#000000", INK, SOFT, "#878da0", "#c8ccd6")


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "AtkinsonHyperlegibleNext_700Bold.ttf" if bold else "AtkinsonHyperlegibleNext_400Regular.ttf"
    return ImageFont.truetype(FONTS / name, size * SCALE)


def at(second: float) -> Image.Image:
    """The picture shown at `second`."""
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), WHITE)
    draw = ImageDraw.Draw(picture)
    number, (began, hour, heading, below) = [(n, scene) for n, scene in enumerate(SCENES) if scene[0] <= second][-1]
    before = SCENES[number - 1][1] if number else 0
    reached = before + (hour - before) * _eased(min(1.0, (second - began) / 2))
    _brand(draw)
    _text(draw, (60, 124), heading, font(44, bold=True), INK)
    _text(draw, (60, 186), below, font(26), SOFT)
    if number:
        _line(draw, reached)
    source = "Read in the product information for Switzerland. Check section 6.3 of the UK SmPC before use."
    _text(draw, (60, 412), source, font(20), SOFT)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _brand(draw: ImageDraw.ImageDraw) -> None:
    x = _text(draw, (60, 40), "BESPONSA ", font(30, bold=True), INK)
    draw.polygon([(x, 48 * SCALE), (x + 24 * SCALE, 48 * SCALE), (x + 12 * SCALE, 68.785 * SCALE)], fill="#000000")
    _text(draw, (x / SCALE + 32, 40), "(inotuzumab ozogamicin)", font(30, bold=True), INK)
    draw.rounded_rectangle([s * SCALE for s in (704, 34, 900, 80)], radius=8 * SCALE, outline=INK, width=2 * SCALE)
    _text(draw, (719, 45), "DEMONSTRATION", font(20, bold=True), INK)


def _line(draw: ImageDraw.ImageDraw, reached: float) -> None:
    """Eight hours to scale, the part that has passed in blue; a limit appears when it is reached."""

    def x(hour: float) -> float:
        return (LEFT + (RIGHT - LEFT) * hour / 8) * SCALE

    y = LEVEL * SCALE
    draw.line([(x(0), y), (x(8), y)], fill=TINT, width=14 * SCALE)
    draw.line([(x(0), y), (x(reached), y)], fill=BLUE, width=14 * SCALE)
    for hour, name in ((0, "Reconstitution"), (4, "Dilution"), (8, "End of infusion")):
        is_reached = reached >= hour
        _dot(draw, x(hour), y, BLUE if is_reached else WHITE)
        for words, level, size in ((f"{hour} h", LEVEL - 58, 26), (name, LEVEL + 26, 24)):
            words_font = font(size, bold=is_reached)
            left = x(hour) - draw.textlength(words, words_font) / 2
            draw.text((left, level * SCALE), words, INK if is_reached else SOFT, words_font)


def _dot(draw: ImageDraw.ImageDraw, x: float, y: float, fill: str) -> None:
    radius = 15 * SCALE
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=fill, outline=BLUE, width=4 * SCALE)


def _text(draw: ImageDraw.ImageDraw, place: tuple[float, float], words: str, words_font, fill: str) -> float:
    """Writes `words` and says where they end."""
    x, y = place[0] * SCALE, place[1] * SCALE
    draw.text((x, y), words, fill, words_font)
    return x + draw.textlength(words, words_font)


def _eased(part: float) -> float:
    return part * part * (3 - 2 * part)


def poster() -> Image.Image:
    """The title, smaller and in few colours."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in POSTER_COLOURS for part in ImageColor.getrgb(colour)])
    picture = at(POSTER_AT).resize((POSTER_WIDTH, HEIGHT * POSTER_WIDTH // WIDTH), Image.Resampling.LANCZOS)
    return picture.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")


def main() -> None:
    poster().save(HERE / "in-use-time-limits.webp", lossless=True, method=6, quality=100)
    # The beginning of the file says where everything is, so that it plays before it is there.
    options = {"movflags": "+faststart"}
    with av.open(str(HERE / "in-use-time-limits.mp4"), "w", options=options) as film:
        stream = film.add_stream("libx264", rate=RATE, options={"crf": "24", "preset": "slow", "g": str(5 * RATE)})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(SECONDS * RATE):
            film.mux(stream.encode(av.VideoFrame.from_image(at(number / RATE))))
        film.mux(stream.encode())


if __name__ == "__main__":
    main()
