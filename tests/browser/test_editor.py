"""An editor in a real browser: blocks, rich text, sources and abbreviations, by keyboard alone."""

import re
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.ways import sign_in

pytestmark = pytest.mark.browser

BLOCKS = ".order-machine > .inline-related:not(.empty-form)"


class Desk:
    """What an editor does on the form of a Draft. Only what has no keys of its own is not done with the keyboard."""

    def __init__(self, page: BrowserPage):
        self.page = page
        self.keyboard = page.keyboard
        self.complaints = []  # of the browser: refused styles and scripts, errors, missing files
        page.on(
            "console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open_new_draft(self):
        """A Draft of two blocks of text, sent as the form would send it: the keys are tried once it is open."""
        name, add = uuid4().hex[:8], "/admin/pages/page/add/"
        form = self.page.request.get(add).text()
        given = dict.fromkeys(re.findall(r'name="([^"]+-(?:TOTAL|INITIAL)_FORMS)"', form), "0")
        given |= {"heading": f"Heading {name}", "title": f"Draft {name}", "address": f"/drafts/{name}/"}
        given |= {"audience": "hcp", "revision_seen": "0", "_continue": "yes"}
        given["csrfmiddlewaretoken"] = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
        given["pages_textblock_set-TOTAL_FORMS"] = "2"
        for number, words in enumerate(("First words.", "Last words.")):
            block = {"html": f"<p>{words}</p>", "region": "main", "ordering": str(10 * (number + 1))}
            given |= {f"pages_textblock_set-{number}-{field}": value for field, value in block.items()}
        saved = self.page.request.post(add, form=given)
        assert "/change/" in saved.url, saved.text()
        self.page.goto(saved.url)
        self.ready()

    def add_block(self, kind, *, before: int | None = None):
        """Open the menu at a "+", walk down to the kind, take it. The focus is then in the new block."""
        plus = "Add a block at the end" if before is None else re.compile(rf"Add a block before .*, block {before}$")
        self.page.get_by_role("button", name=plus).focus()
        self.keyboard.press("Enter")
        wanted = self.page.get_by_role("menuitem", name=kind, exact=True)
        for _ in range(12):
            if wanted.evaluate("item => item === document.activeElement"):
                break
            self.keyboard.press("ArrowDown")
        self.keyboard.press("Enter")
        expect(self.page.locator(".editor-live")).to_have_text(re.compile(rf"^{kind} added as block \d+ of \d+\.$"))
        self.page.wait_for_function("document.activeElement.closest('.order-machine')")

    def type_into(self, label, text):
        """Tab to the next field of that name, then type."""
        for _ in range(8):
            if self.field_in_focus() == label:
                break
            self.keyboard.press("Tab")
        assert self.field_in_focus() == label
        self.keyboard.type(text)

    def field_in_focus(self):
        return self.page.evaluate(
            """() => {
              const field = document.activeElement
              const label = document.getElementById(field.getAttribute("aria-labelledby")) ?? field.labels?.[0]
              return (label?.textContent ?? "").trim().replace(/:$/, "")
            }"""
        )

    def go_to_end_of(self, number):
        """The cursor behind the last word of block `number`."""
        self.editor(number).focus()
        for _ in range(20):
            self.keyboard.press("Control+End")
            self.page.wait_for_timeout(50)  # the editor puts its own cursor back just after it gets the focus
            if self.page.evaluate(
                """() => {
                  const { doc, selection } = document.activeElement.editor.state
                  return selection.empty && selection.from >= doc.content.size - 1
                }"""
            ):
                return
        raise AssertionError("The cursor did not reach the end.")

    def press_tool(self, name):
        """The formatting button of that name, reached with Alt+F10 and the arrow keys."""
        self.keyboard.press("Alt+F10")
        self.keyboard.press("Home")
        for _ in range(30):
            focused = self.page.evaluate("[document.activeElement.title, document.activeElement.textContent].join()")
            if name in focused:
                break
            self.keyboard.press("ArrowRight")
        assert name in focused
        self.keyboard.press("Enter")

    def pick(self, tool, words):
        """Press the tool, narrow the list with `words`, take what is left."""
        self.press_tool(tool)
        expect(self.page.get_by_role("dialog").get_by_role("radio").first).to_be_visible()
        self.keyboard.type(words)
        self.keyboard.press("Enter")
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def save(self, *, refused=False):
        self.page.get_by_role("button", name="Save and continue editing").last.focus()
        with self.page.expect_navigation():
            self.keyboard.press("Enter")
        if refused:  # the focus goes there a moment after the form is shown
            expect(self.page.get_by_role("group", name="Errors")).to_be_focused()
        else:
            expect(self.page.locator(".messagelist .success")).to_be_visible()
        self.ready()

    def ready(self):
        editors = self.page.locator(f"{BLOCKS} .ProseMirror")
        expect(editors.first).to_be_visible()
        expect(self.page.locator(f"{BLOCKS} .prose-menubar[role=toolbar]")).to_have_count(editors.count())

    def blocks(self):
        """Names of the blocks, as they are read."""
        return [
            block.get_attribute("aria-label").split(",")[0]
            for block in self.page.locator(BLOCKS).all()
            if not block.evaluate("block => block.classList.contains('for-deletion')")
        ]

    def text(self, number):
        """What block `number` would send of its first rich text."""
        return self.page.locator(BLOCKS).nth(number - 1).locator(".prose-editor textarea").first.input_value()

    def editor(self, number):
        return self.page.locator(BLOCKS).nth(number - 1).locator(".ProseMirror").first

    def axe(self):
        before = len(self.complaints)
        found = axe.faults(self.page)
        del self.complaints[before:]  # axe's own styles are refused, as they should be
        return found


@pytest.fixture(scope="module")
def signed_in(browser, live_site):
    """The browser of an editor who has signed in; what it loaded once it keeps."""
    context = browser.new_context(base_url=live_site.base_url, locale="en-GB")
    page = context.new_page()
    sign_in(page, "editor", live_site.passwords["editor"])
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    page.close()
    yield context
    context.close()


@pytest.fixture
def desk(signed_in):
    """An editor on the form of a new Draft. Whatever they do, the browser has nothing to complain of."""
    desk = Desk(signed_in.new_page())
    desk.open_new_draft()
    yield desk
    desk.page.close()
    assert desk.complaints == []


def fill_in_text(desk, tmp_path):
    desk.keyboard.type("Dilute at once.")


def fill_in_notice(desk, tmp_path):
    assert desk.field_in_focus() == "Icon"
    desk.keyboard.type("protect")
    desk.type_into("Heading", "Protect from light")
    desk.type_into("Text", "Use an opaque bag.")


def fill_in_steps(desk, tmp_path):
    desk.type_into("Heading", "Reconstitute")
    desk.type_into("Steps", "Add 4 mL of water.")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Swirl gently.")


def fill_in_table(desk, tmp_path):
    desk.type_into("Caption", "Dose by cycle")
    desk.type_into("Table", "Cycle")
    for words in ("Day 1", "Day 8", "1", "0.8 mg", "0.5 mg"):
        desk.keyboard.press("Tab")
        desk.keyboard.type(words)
    desk.keyboard.press("Escape")
    desk.type_into("Note below the table", "Per square metre.")


def fill_in_timeline(desk, tmp_path):
    desk.type_into("Heading", "Time limits")
    desk.type_into("Summary", "Dilute within 4 hours.")
    desk.type_into("Marks", "0 h: Reconstitution\n4 h: Dilution no later than")


def fill_in_figure(desk, tmp_path):
    picture = tmp_path / "vial.png"
    Image.new("RGB", (40, 30), "white").save(picture)
    # Browsers open the system's own window for this.
    desk.page.locator(f"{BLOCKS} input[type=file]").set_input_files(picture)
    desk.type_into("Alternative text", "A vial.")
    desk.type_into("Source", "Own illustration.")


def fill_in_download_card(desk, tmp_path):
    desk.type_into("Heading", "Fast facts")
    desk.type_into("Text", "On one sheet.")
    desk.keyboard.press("Tab")
    assert desk.field_in_focus() == "Leaflet"
    desk.keyboard.press("ArrowDown")


def fill_in_link_card(desk, tmp_path):
    desk.type_into("Heading", "More")
    desk.type_into("Or address elsewhere", "https://www.nice.org.uk/")
    desk.type_into("Text of the link", "NICE")


@pytest.mark.parametrize(
    ("kind", "fill_in"),
    [
        ("Text", fill_in_text),
        ("Notice with icon", fill_in_notice),
        ("Steps", fill_in_steps),
        ("Table", fill_in_table),
        ("Timeline", fill_in_timeline),
        ("Figure", fill_in_figure),
        ("Download card", fill_in_download_card),
        ("Link card", fill_in_link_card),
    ],
)
def test_each_kind_of_block_is_put_between_two_others_and_saved(desk, kind, fill_in, tmp_path):
    desk.add_block(kind, before=2)
    fill_in(desk, tmp_path)
    desk.save()

    assert desk.blocks() == ["Text", kind, "Text"]


def test_a_source_is_cited_and_an_abbreviation_used(desk):
    desk.go_to_end_of(1)
    desk.pick("Cite a source", "SmPC")
    desk.keyboard.type(" Protect from ")
    desk.pick("Abbreviation", "ultraviolet")
    desk.keyboard.type(" light.")
    desk.save()

    assert re.fullmatch(
        r'<p>First words\.<cite data-reference="\d+">[^<]*SmPC[^<]*</cite> Protect from '
        r'<abbr data-abbreviation="\d+">UV</abbr> light\.</p>',
        desk.text(1),
    )


def test_a_citation_is_changed_taken_out_and_put_back(desk):
    desk.go_to_end_of(1)
    desk.pick("Cite a source", "SmPC")
    first = desk.text(1)

    desk.keyboard.press("ArrowLeft")  # onto the citation
    desk.keyboard.press("Enter")
    expect(desk.page.get_by_role("dialog", name="Change the reference")).to_be_visible()
    expect(desk.page.get_by_role("radio", checked=True)).to_have_count(1)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    changed = desk.text(1)
    desk.page.wait_for_timeout(600)  # edits closer together are undone together
    desk.keyboard.press("Backspace")
    without = desk.text(1)
    desk.keyboard.press("Control+z")

    assert changed.count("<cite") == 1
    assert changed != first
    assert without == "<p>First words.</p>"
    assert desk.text(1) == changed


def test_a_citation_goes_along_with_copied_text(desk):
    desk.go_to_end_of(1)
    desk.pick("Cite a source", "SmPC")

    desk.keyboard.press("Control+a")
    desk.keyboard.press("Control+c")
    desk.go_to_end_of(2)
    desk.keyboard.press("Control+v")

    citation = re.search("<cite.*</cite>", desk.text(1))[0]
    assert citation in desk.text(2)


def test_giving_up_in_the_dialog_changes_nothing(desk):
    desk.editor(1).focus()
    desk.press_tool("Cite a source")
    expect(desk.page.get_by_role("dialog", name="Cite a source")).to_be_visible()
    desk.keyboard.press("Escape")

    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    expect(desk.editor(1)).to_be_focused()
    assert desk.text(1) == "<p>First words.</p>"


def test_a_link_needs_a_usable_address(desk):
    desk.go_to_end_of(1)
    desk.keyboard.press("Control+k")
    desk.keyboard.type("the guidance")
    desk.keyboard.press("Tab")
    desk.keyboard.type("javascript:alert(1)")
    desk.keyboard.press("Enter")
    expect(desk.page.get_by_role("alert")).to_contain_text("Begin with https://")
    desk.keyboard.press("Control+a")
    desk.keyboard.type("https://www.nice.org.uk/")
    desk.keyboard.press("Enter")

    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    assert desk.text(1) == '<p>First words.<a href="https://www.nice.org.uk/">the guidance</a></p>'


def test_tab_reaches_everything_in_the_order_it_is_read(desk):
    desk.add_block("Text", before=2)
    desk.page.get_by_role("button", name="Fold all").focus()
    reached = []
    for _ in range(40):
        desk.keyboard.press("Tab")
        reached.append(
            desk.page.evaluate(
                """() => {
                  const { activeElement } = document
                  return activeElement.getAttribute("aria-label") ?? activeElement.getAttribute("role") ?? ""
                }"""
            )
        )
        if reached[-1] == "Add a block at the end":
            break

    def of(number):
        name = f"Text, block {number} of 3"
        delete = "Remove" if number == 2 else "Delete"
        tools = [f"{delete}: {name}", f"Move up: {name}", f"Move down: {name}", f"Fold: {name}"]
        return [f"Add a block before Text, block {number}", *tools, "", "textbox"]

    assert reached == [*of(1), *of(2), *of(3), "Add a block at the end"]


def test_the_keyboard_is_not_caught_in_a_table(desk):
    desk.add_block("Table")
    desk.type_into("Table", "Cycle")
    desk.keyboard.press("Tab")
    assert desk.field_in_focus() == "Table"

    desk.keyboard.press("Escape")
    desk.keyboard.press("Tab")

    assert desk.field_in_focus() != "Table"


def test_a_block_is_moved_and_what_happened_is_said(desk):
    desk.add_block("Steps", before=1)
    desk.type_into("Heading", "Reconstitute")
    desk.type_into("Steps", "One.")
    desk.keyboard.press("Enter")
    desk.keyboard.type("Two.")

    desk.page.get_by_role("button", name="Move down: Steps, block 1 of 3").focus()
    desk.keyboard.press("Enter")
    expect(desk.page.locator(".editor-live")).to_have_text("Steps moved to place 2 of 3.")
    expect(desk.page.get_by_role("button", name="Move down: Steps, block 2 of 3")).to_be_focused()
    desk.save()

    assert desk.blocks() == ["Text", "Steps", "Text"]


def test_a_new_block_is_removed_without_mixing_up_the_others(desk):
    desk.add_block("Text", before=1)
    desk.keyboard.type("To be removed.")
    desk.add_block("Text", before=3)
    desk.keyboard.type("To be kept.")

    desk.page.get_by_role("button", name="Remove: Text, block 1 of 4").focus()
    desk.keyboard.press("Enter")
    expect(desk.page.locator(".editor-live")).to_have_text("Text removed.")
    expect(desk.page.get_by_role("button", name="Add a block before Text, block 1")).to_be_focused()
    desk.save()

    assert [desk.text(number) for number in (1, 2, 3)] == [
        "<p>First words.</p>",
        "<p>To be kept.</p>",
        "<p>Last words.</p>",
    ]


def test_a_saved_block_is_deleted(desk):
    desk.page.get_by_role("checkbox", name="Delete: Text, block 1 of 2").focus()
    desk.keyboard.press("Space")
    expect(desk.page.locator(".editor-live")).to_have_text("Text will be deleted when you save.")
    desk.save()

    assert desk.text(1) == "<p>Last words.</p>"


def test_a_refused_save_keeps_everything_typed_and_leads_to_what_is_wrong(desk):
    desk.add_block("Notice with icon", before=2)
    desk.type_into("Text", "A text without its heading.")
    desk.add_block("Text")
    desk.keyboard.type("More words.")
    desk.save(refused=True)

    assert desk.blocks() == ["Text", "Notice with icon", "Text", "Text"]
    assert desk.text(2) == "<p>A text without its heading.</p>"
    assert desk.text(4) == "<p>More words.</p>"
    expect(desk.page.get_by_role("group", name="Errors")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    assert desk.field_in_focus() == "Heading"
    desk.keyboard.type("Now with one")
    desk.save()
    assert desk.blocks() == ["Text", "Notice with icon", "Text", "Text"]


def test_a_script_is_refused_with_a_message_and_the_text_kept(desk):
    desk.page.locator(f"{BLOCKS} .prose-editor textarea").first.evaluate(
        "field => field.value = '<p>First words, and more.</p><script>alert(1)</' + 'script>'"
    )
    desk.save(refused=True)

    expect(desk.page.get_by_role("group", name="Errors")).to_contain_text("contained a script")
    assert desk.text(1) == "<p>First words, and more.</p>"
    desk.save()
    assert desk.text(1) == "<p>First words, and more.</p>"


def test_what_is_pasted_from_word_keeps_its_meaning_and_loses_its_looks(desk):
    word = """
      <style>p { color: red }</style>
      <p class=MsoNormal style='margin:6pt' onclick='x()'><b style='mso-bidi-font-weight:normal'>Dose</b> in
      <span style='color:red'>mg/m<sup>2</sup></span><o:p></o:p></p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
      style='mso-list:Ignore'>·</span><![endif]>Protect from light</p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Dilute</p>"""
    desk.editor(1).focus()
    desk.keyboard.press("Control+a")
    desk.page.evaluate(
        """html => {
          const clipboardData = new DataTransfer()
          clipboardData.setData("text/html", html)
          const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
          document.activeElement.dispatchEvent(paste)
        }""",
        word,
    )
    desk.save()

    assert desk.text(1) == (
        "<p><strong>Dose</strong> in mg/m<sup>2</sup></p><ul><li>Protect from light</li><li>Dilute</li></ul>"
    )


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_in_the_editor(desk, scheme, width):
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.page.emulate_media(color_scheme=scheme)
    desk.add_block("Table", before=2)
    desk.type_into("Table", "A table without its caption")
    desk.go_to_end_of(1)
    desk.pick("Cite a source", "SmPC")
    form = desk.axe()
    desk.page.get_by_role("button", name="Add a block at the end").focus()
    desk.keyboard.press("Enter")
    menu = desk.axe()
    desk.keyboard.press("Escape")
    desk.editor(1).focus()
    desk.press_tool("Cite a source")
    expect(desk.page.get_by_role("dialog")).to_be_visible()
    dialog = desk.axe()
    desk.keyboard.press("Escape")
    desk.save(refused=True)
    errors = desk.axe()

    assert form + menu + dialog + errors == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_form_does_not_go_sideways(desk, width):
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.add_block("Table")

    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
