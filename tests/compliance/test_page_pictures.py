"""PDFs as pictures: how pages are drawn, and what is marked on two of them side by side."""

import subprocess
import sys
from hashlib import sha256

import pytest
from PIL import Image, ImageDraw

from compliance import pictures_of_pdf
from compliance.comparison.pictures import MOST_PAGES, compare_pictures
from compliance.comparison.pixels import differing_areas
from compliance.pdfium import PdfUnreadable
from compliance.pictures_of_pdf import PageTooSlow, as_webp, fitting, page_sizes, picture_of_page
from tests.compliance.paper import SENTENCES, bar, chapter, line, lines, pdf

pytestmark = pytest.mark.any_database


def only_page(before: bytes, after: bytes):
    (page,) = compare_pictures(before, after).pages
    return page


class TestDrawing:
    @pytest.mark.parametrize("size", [(595, 842), (842, 595), (14400, 14400), (14400, 3), (1, 9000)])
    def test_however_large_the_page_is_the_picture_is_not(self, size):
        picture = picture_of_page(pdf(bar(0, 0, *size), box=(0, 0, *size)), 1, within=(300, 400))

        assert picture.width <= 300
        assert picture.height <= 400
        assert picture.width == 300 or picture.height == 400

    def test_it_is_drawn_on_white(self):
        picture = picture_of_page(pdf(bar(0, 0, 595, 421, "0 0 0")), 1, within=(100, 100))

        assert picture.getpixel((35, 10)) == (255, 255, 255)
        assert picture.getpixel((35, 90)) == (0, 0, 0)

    def test_the_same_page_gives_the_same_bytes_in_any_process(self, tmp_path):
        file = tmp_path / "paper.pdf"
        file.write_bytes(pdf(chapter("First")))
        code = (
            "import sys, hashlib, pathlib; from compliance.pictures_of_pdf import as_webp, picture_of_page;"
            "picture = picture_of_page(pathlib.Path(sys.argv[1]).read_bytes(), 1, within=(240, 340));"
            "print(hashlib.sha256(as_webp(picture, quality=60)).hexdigest())"
        )

        here = sha256(as_webp(picture_of_page(file.read_bytes(), 1, within=(240, 340)), quality=60)).hexdigest()
        there = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, check=True).stdout

        assert there.strip() == here

    def test_what_is_no_pdf_is_refused(self):
        with pytest.raises(PdfUnreadable, match="cannot be opened"):
            picture_of_page(b"%PDF-1.7 and no more", 1, within=(100, 100))

    @pytest.mark.parametrize("number", [0, 2])
    def test_a_page_that_is_not_there_is_refused(self, number):
        with pytest.raises(IndexError):
            picture_of_page(pdf(chapter("First")), number, within=(100, 100))

    def test_drawing_is_given_up_when_it_takes_too_long(self, monkeypatch):
        monkeypatch.setattr(pictures_of_pdf, "LONGEST_SECONDS", 0.0)
        busy = pdf("\n".join(bar(n % 500, n % 800, 60, 30) for n in range(5000)))

        with pytest.raises(PageTooSlow, match="to draw"):
            picture_of_page(busy, 1, within=(1000, 1000))

    def test_the_next_page_is_drawn_after_one_was_given_up(self, monkeypatch):
        busy = pdf("\n".join(bar(n % 500, n % 800, 60, 30) for n in range(5000)))
        monkeypatch.setattr(pictures_of_pdf, "LONGEST_SECONDS", 0.0)
        with pytest.raises(PageTooSlow):
            picture_of_page(busy, 1, within=(1000, 1000))
        monkeypatch.undo()

        assert picture_of_page(busy, 1, within=(100, 100)).getbbox()

    def test_sizes_are_those_of_the_page_as_shown(self):
        assert page_sizes(pdf("", box=(0, 0, 300, 200), turned=90)) == [(200, 300)]
        assert fitting((200, 300), (100, 100)) == (67, 100)


class TestWords:
    def test_a_changed_figure_is_marked_on_both_pages(self):
        page = only_page(pdf(lines("Give 0.8 mg.", *SENTENCES)), pdf(lines("Give 1.8 mg.", *SENTENCES)))

        (region,) = page.regions
        assert (region.was, region.now) == ("0.8", "1.8")
        for (box,) in (region.before, region.after):
            assert 80 < box.left < box.right < 105
            assert 755 < box.bottom < box.top < 775
        assert not page.has_moved

    def test_what_only_moved_is_not_marked(self):
        page = only_page(pdf(lines(*SENTENCES)), pdf(lines(SENTENCES[0], "A line put in between.", *SENTENCES[1:])))

        (region,) = page.regions
        assert (region.before, region.now) == ((), "A line put in between.")
        assert page.has_moved

    def test_what_moved_to_the_next_page_is_not_marked(self):
        before = pdf(chapter("First"), chapter("Second"))
        after = pdf(
            lines("New words.", *(f"First {text}" for text in SENTENCES[:-1])),
            lines(f"First {SENTENCES[-1]}", *(f"Second {text}" for text in SENTENCES)),
        )

        first, second = compare_pictures(before, after).pages

        assert [region.now for region in first.regions] == ["New words."]
        assert second.regions == ()
        assert second.has_moved

    def test_a_sentence_in_another_place_is_marked(self):
        """Prominence counts: what stood first and stands last is a change."""
        page = only_page(pdf(lines(*SENTENCES)), pdf(lines(*SENTENCES[1:], SENTENCES[0])))

        assert "one says" in f"{page.regions[0].was} {page.regions[-1].now}"

    @pytest.mark.parametrize("look", [{"font": "Bold"}, {"size": 9}, {"grey": 0.6}])
    def test_a_word_that_looks_different_is_marked(self, look):
        rest = lines(*SENTENCES, top=700)
        was, now = (pdf(f"{line('Do not freeze.', y=760, **how)}\n{rest}") for how in ({}, look))

        (region,) = only_page(was, now).regions

        assert region.was == region.now == "Do not freeze."

    def test_the_foot_of_every_page_is_told_apart(self):
        names = ("First", "Second", "Third")
        pages = compare_pictures(*(pdf(*map(chapter, names), code=code) for code in ("0001", "0002"))).pages

        assert [page.is_changed for page in pages] == [False] * 3
        assert [[(region.was, region.now) for region in page.running] for page in pages] == [[("0001", "0002")]] * 3

    def test_what_stands_at_the_foot_of_one_page_only_is_no_running_foot(self):
        was, now = (pdf(chapter("First"), f"{chapter('Second')}\n{line(text, y=30)}") for text in ("Once.", "Twice."))

        assert [region.now for region in compare_pictures(was, now).pages[1].regions] == ["Twice."]

    @pytest.mark.parametrize("turned", [0, 90, 180, 270])
    @pytest.mark.parametrize("box", [(0, 0, 595, 842), (-50, 40, 545, 700)])
    def test_the_box_is_where_the_word_is_shown(self, turned, box):
        was, now = (pdf(line(f"Give {figure} mg.", y=500), box=box, turned=turned) for figure in ("0.8", "1.8"))

        page = only_page(was, now)

        ((marked,),) = (region.after for region in page.regions)
        height = page.after_size[1]
        pictures = [picture_of_page(body, 1, within=(1000, 1000)) for body in (was, now)]
        scale = pictures[0].width / page.after_size[0]
        around = [marked.left - 1, height - marked.top - 1, marked.right + 1, height - marked.bottom + 1]
        area = tuple(round(scale * at) for at in around)
        assert differing_areas(*pictures) != []
        assert differing_areas(*pictures, ignoring=[area]) == []
        assert area[2] - area[0] < 70
        assert area[3] - area[1] < 70


class TestDrawings:
    def test_a_longer_bar_is_marked(self):
        rest = lines(*SENTENCES)
        page = only_page(*(pdf(f"{rest}\n{bar(60, 300, length, 20)}") for length in (200, 260)))

        assert [(region.was, region.now) for region in page.regions] == [("", "")]
        (region,) = page.regions
        assert [round(box.right) for boxes in (region.before, region.after) for box in boxes] == [260, 320]

    def test_two_bars_that_changed_places_are_marked(self):
        rest = lines(*SENTENCES)
        was, now = (
            pdf("\n".join([rest, bar(60, first, 200, 20), bar(60, second, 300, 20)]))
            for first, second in ((300, 200), (200, 300))
        )

        assert only_page(was, now).regions

    def test_a_ground_that_grew_with_its_words_is_not_marked(self):
        was = f"{bar(50, 640, 400, 140, '0.9 0.9 1')}\n{lines(*SENTENCES)}\n{bar(50, 600, 400, 1)}"
        now = f"{bar(50, 620, 400, 160, '0.9 0.9 1')}\n{lines('New words.', *SENTENCES)}\n{bar(50, 580, 400, 1)}"

        page = only_page(pdf(was), pdf(now))

        assert [region.now for region in page.regions] == ["New words."]

    def test_a_drawing_that_moved_with_its_words_is_not_marked(self):
        was = f"{lines(*SENTENCES)}\n{bar(40, 680, 10, 10)}"
        now = f"{lines('New words.', *SENTENCES)}\n{bar(40, 660, 10, 10)}"

        assert [region.now for region in only_page(pdf(was), pdf(now)).regions] == ["New words."]

    def test_nor_one_behind_words_that_came_for_shorter_ones(self):
        rest = lines(*SENTENCES)
        was = f"{rest}\n{line('Made iiii', y=30)}\n{bar(110, 30, 6, 6)}"
        now = f"{rest}\n{line('Made wwww', y=30)}\n{bar(130, 30, 6, 6)}"

        assert [region.now for region in only_page(pdf(was), pdf(now)).regions] == ["wwww"]

    def test_a_drawing_that_moved_by_itself_is_marked(self):
        page = only_page(*(pdf(f"{lines(*SENTENCES)}\n{bar(40, y, 10, 10)}") for y in (680, 600)))

        assert len(page.regions) == 2

    def test_another_picture_is_marked(self):
        content = f"{lines(*SENTENCES)}\nq 100 0 0 100 60 300 cm /Photo Do Q"
        page = only_page(*(pdf(content, images={"Photo": grey}) for grey in (40, 60)))

        (region,) = page.regions
        assert [round(box.left) for box in (*region.before, *region.after)] == [60, 60]

    def test_what_only_the_pictures_tell_is_marked(self):
        page = only_page(*(pdf(f"{lines(*SENTENCES)}\n/{name} sh") for name in ("Warm", "Cold")))

        (region,) = page.regions
        assert region.before == region.after
        assert [round(at, -1) for box in region.after for at in (box.left, box.bottom, box.right, box.top)] == [
            60,
            60,
            160,
            160,
        ]

    def test_nothing_is_marked_where_nothing_changed(self):
        same = pdf(f"{lines(*SENTENCES)}\n{bar(60, 300, 200, 20)}\n/Warm sh", code="0001")

        page = only_page(same, same)

        assert not page.is_changed
        assert page.running == ()
        assert not page.has_moved


class TestPages:
    def names(self, before, after):
        compared = compare_pictures(*(pdf(*map(chapter, names.split())) for names in (before, after)))
        return [(page.before, page.after, page.is_changed) for page in compared.pages]

    def test_a_page_put_in_does_not_mark_those_behind_it(self):
        assert self.names("One Two Three", "One New Two Three") == [
            (1, 1, False),
            (0, 2, True),
            (2, 3, False),
            (3, 4, False),
        ]

    def test_nor_does_one_taken_out(self):
        assert self.names("One Two Three", "One Three") == [(1, 1, False), (2, 0, True), (3, 2, False)]

    def test_a_page_that_is_all_picture_has_a_counterpart(self):
        was, now = (pdf(chapter("One"), bar(0, 0, 595, 842, colour), chapter("Two")) for colour in ("1 0 0", "0 0 1"))

        pages = compare_pictures(was, now).pages

        assert [(page.before, page.after, page.is_changed) for page in pages] == [
            (1, 1, False),
            (2, 2, True),
            (3, 3, False),
        ]

    def test_another_size_is_a_change(self):
        was, now = (pdf(chapter("One"), box=(0, 0, 595, height)) for height in (842, 900))

        page = only_page(was, now)

        assert page.has_other_size
        assert page.is_changed

    def test_so_many_are_compared_at_once(self):
        long = pdf(*(chapter(f"Chapter{n}") for n in range(MOST_PAGES + 3)))

        first, second = compare_pictures(long, long), compare_pictures(long, long, first=MOST_PAGES + 1)

        assert (len(first.pages), first.last, first.in_all) == (MOST_PAGES, MOST_PAGES, MOST_PAGES + 3)
        assert [page.after for page in second.pages] == [21, 22, 23]


class TestPixels:
    def square(self, *, at: tuple[int, int], side: int = 20, colour: str = "black") -> Image.Image:
        picture = Image.new("RGB", (200, 200), "white")
        x, y = at
        ImageDraw.Draw(picture).rectangle((x, y, x + side - 1, y + side - 1), fill=colour)
        return picture

    def test_a_shift_by_a_pixel_is_no_difference(self):
        assert differing_areas(self.square(at=(50, 50)), self.square(at=(51, 50))) == []

    def test_a_shift_by_more_is_one(self):
        assert differing_areas(self.square(at=(50, 50)), self.square(at=(54, 50)))

    def test_a_colour_as_dark_as_another_is_one(self):
        red, green = (self.square(at=(50, 50), colour=colour) for colour in ("#ff0000", "#008200"))

        assert differing_areas(red, green) == [(50, 50, 70, 70)]

    def test_near_ones_are_one_and_far_ones_are_not(self):
        before, after = self.square(at=(0, 0)), self.square(at=(0, 0))
        for x, y in ((100, 100), (108, 100), (170, 170)):
            after.paste("black", (x, y, x + 4, y + 4))

        assert sorted(differing_areas(before, after)) == [(100, 100, 112, 104), (170, 170, 174, 174)]

    def test_a_line_of_one_pixel_is_found_at_the_very_edge(self):
        after = Image.new("RGB", (200, 200), "white")
        after.paste("black", (0, 199, 200, 200))

        assert differing_areas(Image.new("RGB", (200, 200), "white"), after) == [(0, 199, 200, 200)]
