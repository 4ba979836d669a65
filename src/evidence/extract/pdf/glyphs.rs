//! The characters that a page draws, in the order in which it draws them.
//!
//! Only what moves text is followed: the graphics state, text operators, and drawings within drawings. What a document
//! marks as an artifact (running heads, page numbers, backgrounds) is no part of its text.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::kurbo::{Affine, Point};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, UNITS_PER_EM};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{MATRIX, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::budget::Budget;
use super::pictures::without_pictures;

/// What one character code draws.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Its characters; U+FFFD if the document does not say.
    pub(super) text: Rc<str>,
    /// Where it begins on its baseline, in points from the lower left corner of the page.
    pub(super) start: (f64, f64),
    /// Where its advance ends.
    pub(super) end: (f64, f64),
    /// The height of the font on the page.
    pub(super) size: f64,
}

/// The deepest nesting of drawings.
const NESTING: usize = 16;

/// The most graphics states that are kept at once.
const STATES: usize = 512;

/// The most characters of one page: a newspaper's has some thirty thousand.
const CHARACTERS: usize = 1_000_000;

/// Reads pages of one document.
pub(super) struct Reader<'a> {
    fonts: FontCache<'a>,
    resolve_font: FontResolverFn,
    resolve_map: CMapResolverFn,
    pub(super) budget: Budget,
}

impl<'a> Reader<'a> {
    pub(super) fn new(budget: Budget) -> Self {
        // A font that the document names without holding it is replaced by one of the fourteen that every reader has.
        let resolve_font: FontResolverFn = Arc::new(|query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
        });
        Self { fonts: FontCache::new(), resolve_font, resolve_map: Arc::new(|_| None), budget }
    }

    /// The glyphs of a page. None once the budget is spent.
    pub(super) fn read(&mut self, page: &Page<'a>) -> Option<Vec<Glyph>> {
        let instructions = self.budget.instructions(page)?;
        self.budget.resources(page.resources())?;
        let mut painter =
            Painter { reader: self, glyphs: Vec::new(), characters: CHARACTERS, artifacts: Artifacts::default() };
        let state = State { matrix: Affine::new(page.initial_transform(false).as_coeffs()), ..State::default() };
        painter.paint(&instructions, page.resources(), state, 0)?;
        Some(painter.glyphs)
    }
}

#[derive(Clone)]
struct State<'a> {
    matrix: Affine,
    font: Option<Font<'a>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

impl Default for State<'_> {
    fn default() -> Self {
        let (size, char_space, word_space, leading, rise) = (1.0, 0.0, 0.0, 0.0, 0.0);
        Self { matrix: Affine::IDENTITY, font: None, size, char_space, word_space, scale: 1.0, leading, rise }
    }
}

/// Counts the marks around what is being drawn.
#[derive(Default)]
struct Artifacts {
    /// For each open mark, whether it is that of an artifact.
    open: Vec<bool>,
}

impl Artifacts {
    fn begin(&mut self, tag: &Name<'_>) {
        if self.open.len() < STATES {
            self.open.push(tag.as_str() == "Artifact");
        }
    }

    fn is_inside(&self) -> bool {
        self.open.contains(&true)
    }
}

struct Painter<'r, 'a> {
    reader: &'r mut Reader<'a>,
    glyphs: Vec<Glyph>,
    /// How many bytes of characters the page may still have.
    characters: usize,
    artifacts: Artifacts,
}

/// Where text stands.
struct Cursor {
    matrix: Affine,
    line: Affine,
}

impl Cursor {
    fn set(&mut self, matrix: Affine) {
        (self.matrix, self.line) = (matrix, matrix);
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set(self.line * Affine::translate((x, y)));
    }
}

impl<'a> Painter<'_, 'a> {
    fn paint(&mut self, stream: &[u8], resources: &Resources<'a>, state: State<'a>, nesting: usize) -> Option<()> {
        let stream = without_pictures(stream);
        // A font is asked for before each word; to look it up takes as long as its description is.
        let mut fonts: HashMap<Vec<u8>, Option<Font<'a>>> = HashMap::new();
        let mut states = Vec::new();
        let mut state = state;
        let mut cursor = Cursor { matrix: Affine::IDENTITY, line: Affine::IDENTITY };
        let mut instructions = TypedIter::new(&stream);
        while let Some(instruction) = instructions.next() {
            match instruction {
                TypedInstruction::SaveState(_) if states.len() < STATES => states.push(state.clone()),
                TypedInstruction::RestoreState(_) => state = states.pop().unwrap_or(state),
                TypedInstruction::Transform(t) => {
                    state.matrix *= matrix([t.0, t.1, t.2, t.3, t.4, t.5].map(|number| number.as_f64()));
                }
                TypedInstruction::BeginMarkedContent(mark) => self.artifacts.begin(mark.0),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => self.artifacts.begin(mark.0),
                TypedInstruction::EndMarkedContent(_) => drop(self.artifacts.open.pop()),
                TypedInstruction::XObject(name) if nesting < NESTING => {
                    if let Some(drawing) = resources.get_x_object(name.0) {
                        self.paint_drawing(&drawing, resources, &state, nesting)?;
                    }
                }
                TypedInstruction::TextFont(font) => {
                    state.size = font.1.as_f64();
                    if !fonts.contains_key(&**font.0) {
                        fonts.insert(font.0.to_vec(), self.font(font.0, resources)?);
                    }
                    state.font = fonts.get(&**font.0).cloned().flatten();
                }
                other => self.write(&other, &mut state, &mut cursor)?,
            }
        }
        Some(())
    }

    /// The font of that name, if there is one. None once the budget is spent.
    #[expect(clippy::option_option, reason = "spent is not the same as missing")]
    fn font(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Option<Option<Font<'a>>> {
        let Some(dict) = resources.get_font(name) else { return Some(None) };
        let Reader { fonts, resolve_font, resolve_map, budget } = &mut *self.reader;
        budget.font(&dict)?;
        Some(fonts.font(&dict, resolve_font, resolve_map))
    }

    fn paint_drawing(
        &mut self,
        drawing: &Stream<'a>,
        around: &Resources<'a>,
        state: &State<'a>,
        nesting: usize,
    ) -> Option<()> {
        let dict = drawing.dict();
        // A drawing that is drawn again and again costs each time, even if it holds nothing.
        self.reader.budget.spend(dict.data().len())?;
        if dict.get::<Name<'_>>(SUBTYPE).is_none_or(|kind| kind.as_str() != "Form") {
            return Some(());
        }
        let Some(decoded) = self.reader.budget.unpack(drawing)? else { return Some(()) };
        let own = dict.get::<Dict<'a>>(RESOURCES).map(Resources::new);
        own.as_ref().map_or(Some(()), |own| self.reader.budget.resources(own))?;
        let mut state = state.clone();
        state.matrix *= matrix(dict.get::<[f64; 6]>(MATRIX).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]));
        self.paint(&decoded, own.as_ref().unwrap_or(around), state, nesting + 1)
    }

    fn write(
        &mut self,
        instruction: &TypedInstruction<'_, '_>,
        state: &mut State<'a>,
        cursor: &mut Cursor,
    ) -> Option<()> {
        match instruction {
            TypedInstruction::BeginText(_) => cursor.set(Affine::IDENTITY),
            TypedInstruction::SetTextMatrix(t) => {
                cursor.set(matrix([t.0, t.1, t.2, t.3, t.4, t.5].map(|number| number.as_f64())));
            }
            TypedInstruction::NextLine(to) => cursor.next_line(to.0.as_f64(), to.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(to) => {
                state.leading = -to.1.as_f64();
                cursor.next_line(to.0.as_f64(), to.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => cursor.next_line(0.0, -state.leading),
            TypedInstruction::CharacterSpacing(space) => state.char_space = space.0.as_f64(),
            TypedInstruction::WordSpacing(space) => state.word_space = space.0.as_f64(),
            TypedInstruction::HorizontalScaling(scale) => state.scale = scale.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(leading) => state.leading = leading.0.as_f64(),
            TypedInstruction::TextRise(rise) => state.rise = rise.0.as_f64(),
            TypedInstruction::ShowText(text) => self.show(text.0.as_bytes(), state, cursor)?,
            TypedInstruction::NextLineAndShowText(text) => {
                cursor.next_line(0.0, -state.leading);
                self.show(text.0.as_bytes(), state, cursor)?;
            }
            TypedInstruction::ShowTextWithParameters(text) => {
                state.word_space = text.0.as_f64();
                state.char_space = text.1.as_f64();
                cursor.next_line(0.0, -state.leading);
                self.show(text.2.as_bytes(), state, cursor)?;
            }
            TypedInstruction::ShowTexts(list) => {
                for item in list.0.iter::<Object<'_>>() {
                    match item {
                        Object::Number(shift) => {
                            let shift = -shift.as_f64() / f64::from(UNITS_PER_EM) * state.size;
                            cursor.matrix *= advance(state, shift);
                        }
                        Object::String(text) => self.show(text.as_bytes(), state, cursor)?,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Some(())
    }

    fn show(&mut self, bytes: &[u8], state: &State<'a>, cursor: &mut Cursor) -> Option<()> {
        let Some(font) = &state.font else { return Some(()) };
        let is_artifact = self.artifacts.is_inside();
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            let width = font.code_advance(code);
            let width = if font.is_horizontal() { width.x } else { width.y } / f64::from(UNITS_PER_EM) * state.size;
            if !is_artifact {
                let glyph = glyph(font, code, width, state, cursor);
                // One code may stand for any number of characters.
                let length = glyph.as_ref().map_or(0, |glyph| glyph.text.len());
                self.reader.budget.characters(length.max(1))?;
                self.characters = self.characters.checked_sub(length.max(1))?;
                self.glyphs.extend(glyph);
            }
            let word_space = if code == 32 && length == 1 { state.word_space } else { 0.0 };
            cursor.matrix *= advance(state, width + state.char_space + word_space);
        }
        Some(())
    }
}

fn matrix(numbers: [f64; 6]) -> Affine {
    Affine::new(numbers)
}

fn advance(state: &State<'_>, by: f64) -> Affine {
    match &state.font {
        Some(font) if !font.is_horizontal() => Affine::translate((0.0, by)),
        _ => Affine::translate((by * state.scale, 0.0)),
    }
}

/// A glyph where the cursor stands; none if that is nowhere.
fn glyph(font: &Font<'_>, code: u32, width: f64, state: &State<'_>, cursor: &Cursor) -> Option<Glyph> {
    let place = state.matrix * cursor.matrix;
    let start = place * Point::new(0.0, state.rise);
    let shift = advance(state, width) * Point::ORIGIN;
    let end = place * Point::new(shift.x, shift.y + state.rise);
    let [_, _, up_x, up_y, ..] = place.as_coeffs();
    let size = up_x.hypot(up_y) * state.size.abs();
    let is_somewhere = [start.x, start.y, end.x, end.y, size].iter().all(|number| number.abs() < 1e7) && size > 0.0;
    let text = || match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    is_somewhere.then(|| {
        let text: Rc<str> = match text() {
            Some(BfString::Char(c)) => Rc::from(&*c.encode_utf8(&mut [0; 4])),
            Some(BfString::String(text)) => text.as_str().into(),
            None => "\u{fffd}".into(),
        };
        Glyph { text, start: (start.x, start.y), end: (end.x, end.y), size }
    })
}
