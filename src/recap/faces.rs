//! Type faces: the four that come with Tablemates, and those of the computer for the scripts that ours lack.
//!
//! A face of the computer is opened only when a character needs one, and chosen by the characters alone (never by what
//! was opened before), so that the same text gives the same page on every run. Shaping is next door, in `words`.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use harfrust::{FontRef, ShaperData};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use unicode_normalization::char::decompose_canonical;

use super::words::WordCache;

/// The four voices of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Headings: Newsreader Medium.
    Display,
    /// What a person said: Newsreader Medium Italic.
    Voice,
    /// Running text: Source Sans 3 Regular.
    Text,
    /// Names and what must be found: Source Sans 3 `SemiBold`.
    Strong,
}

/// Which face a glyph comes from. The order is stable for a given set of font folders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceId {
    /// One of ours.
    Own(Family),
    /// One of the computer's: the number of the file among the sorted paths, and of the face inside it.
    Found {
        /// Number of the file.
        file: u16,
        /// Number of the face in the file.
        face: u16,
    },
}

/// Why the faces could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum FaceError {
    /// A face of ours is not readable, which a damaged program file would cause.
    #[error("the type face {name} inside Tablemates is damaged; install Tablemates again")]
    Damaged {
        /// Its file name.
        name: &'static str,
    },
}

/// One face, ready to shape and to embed.
pub struct Face {
    /// The file's bytes.
    pub(super) bytes: Cow<'static, [u8]>,
    /// Number of the face in a collection, else 0.
    pub(super) index: u32,
    /// PostScript name, letters, digits and hyphens only.
    pub(super) name: String,
    /// Font units in one em.
    pub(super) units_per_em: f32,
    /// Height above and (negative) below the baseline, and of a capital, in em.
    pub(super) ascent: f32,
    pub(super) descent: f32,
    pub(super) cap_height: f32,
    /// Degrees counter-clockwise from upright.
    pub(super) italic_angle: f32,
    /// 400 is regular, 600 semibold.
    pub(super) weight: f32,
    pub(super) shaper_data: ShaperData,
    coverage: Coverage,
}

/// The characters of a face: ranges of code points, both ends included, ascending.
struct Coverage(Vec<(u32, u32)>);

/// All faces that a page may use. Shared between threads; what it learns about words is kept for the next page.
pub struct Faces {
    display: Face,
    voice: Face,
    text: Face,
    strong: Face,
    font_dirs: Vec<PathBuf>,
    found: OnceLock<Found>,
    pub(super) words: WordCache,
}

/// The font files of the computer, by path, and the two orders in which to look through them.
struct Found {
    files: Vec<FontFile>,
    regular_order: Vec<u16>,
    strong_order: Vec<u16>,
}

struct FontFile {
    path: PathBuf,
    faces: OnceLock<Vec<FoundFace>>,
}

/// What is remembered of a face that was looked at: its characters, and the face itself once it is needed.
struct FoundFace {
    index: u32,
    coverage: Coverage,
    face: OnceLock<Option<Face>>,
}

/// A font file larger than this is not opened (the largest of common systems are about 40 MB).
const LARGEST_FILE: u64 = 80 << 20;
/// How deep font folders are searched, which also ends a loop of links.
const DEEPEST_FOLDER: usize = 6;

impl Faces {
    /// Our four faces, and `font_dirs` to search when a character is missing in them. Opens no file yet.
    ///
    /// # Errors
    /// [`FaceError::Damaged`] if a face inside the program is not readable.
    pub fn load(font_dirs: &[PathBuf]) -> Result<Self, FaceError> {
        Ok(Self {
            display: own(
                "Newsreader_500Medium.ttf",
                include_bytes!("../../assets/fonts/Newsreader_500Medium.ttf"),
            )?,
            voice: own(
                "Newsreader_500Medium_Italic.ttf",
                include_bytes!("../../assets/fonts/Newsreader_500Medium_Italic.ttf"),
            )?,
            text: own(
                "SourceSans3_400Regular.ttf",
                include_bytes!("../../assets/fonts/SourceSans3_400Regular.ttf"),
            )?,
            strong: own(
                "SourceSans3_600SemiBold.ttf",
                include_bytes!("../../assets/fonts/SourceSans3_600SemiBold.ttf"),
            )?,
            font_dirs: font_dirs.to_vec(),
            found: OnceLock::new(),
            words: WordCache::default(),
        })
    }

    /// The face of ours that draws `family`.
    pub fn own(&self, family: Family) -> &Face {
        match family {
            Family::Display => &self.display,
            Family::Voice => &self.voice,
            Family::Text => &self.text,
            Family::Strong => &self.strong,
        }
    }

    /// The face behind an id that this value gave out.
    pub fn get(&self, id: FaceId) -> Option<&Face> {
        match id {
            FaceId::Own(family) => Some(self.own(family)),
            FaceId::Found { file, face } => self
                .found
                .get()?
                .files
                .get(usize::from(file))?
                .faces
                .get()?
                .get(usize::from(face))?
                .face
                .get()?
                .as_ref(),
        }
    }

    /// The face of ours for `character` in `family`: its own, else its companion (the serif has no arrows, Greek or
    /// Cyrillic; the sans has).
    pub(super) fn own_with(&self, family: Family, character: char) -> Option<FaceId> {
        let companion = match family {
            Family::Display => Family::Strong,
            Family::Voice => Family::Text,
            Family::Text | Family::Strong => family,
        };
        [family, companion]
            .into_iter()
            .find(|&family| self.own(family).has(character))
            .map(FaceId::Own)
    }

    /// The first face of the computer that has all `characters` and may be embedded. Bold files come first for
    /// headings and names, regular ones for the rest.
    pub(super) fn found_with(&self, family: Family, characters: &[char]) -> Option<FaceId> {
        let found = self.found.get_or_init(|| Found::search(&self.font_dirs));
        let order = match family {
            Family::Strong => &found.strong_order,
            Family::Display | Family::Voice | Family::Text => &found.regular_order,
        };
        order.iter().find_map(|&number| {
            let file = found.files.get(usize::from(number))?;
            let faces = file.faces.get_or_init(|| look_into(&file.path));
            let face = faces.iter().position(|face| {
                characters.iter().all(|&c| face.coverage.has(c))
                    && face
                        .face
                        .get_or_init(|| {
                            let probe = characters.first().copied().unwrap_or(' ');
                            embeddable(&file.path, face.index, probe)
                        })
                        .is_some()
            })?;
            Some(FaceId::Found {
                file: number,
                face: face as u16,
            })
        })
    }
}

impl Face {
    /// The tables of the face. `None` cannot happen for a face that was opened.
    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.bytes, self.index).ok()
    }

    /// The face's file and the number of the face in it, for whoever sets the same glyphs another way.
    pub fn program(&self) -> (&[u8], u32) {
        (&self.bytes, self.index)
    }

    /// Whether the face has a glyph for `character`.
    pub(super) fn has(&self, character: char) -> bool {
        self.coverage.has(character)
    }

    fn open(bytes: Cow<'static, [u8]>, index: u32) -> Option<Self> {
        let font = FontRef::from_index(&bytes, index).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        if metrics.units_per_em == 0 {
            return None;
        }
        let units_per_em = f32::from(metrics.units_per_em);
        let name: String = font
            .localized_strings(StringId::POSTSCRIPT_NAME)
            .english_or_first()
            .map(|name| name.chars().filter(|&c| is_name_letter(c)).collect())
            .unwrap_or_default();
        let shaper_data = ShaperData::new(&font);
        let coverage = Coverage::of(&font);
        let weight = font.attributes().weight.value();
        Some(Self {
            coverage,
            index,
            // The name never comes from the path, which could tell who owns the computer.
            name: if name.is_empty() {
                "Fallback".to_owned()
            } else {
                name
            },
            units_per_em,
            ascent: metrics.ascent / units_per_em,
            descent: metrics.descent / units_per_em,
            cap_height: metrics.cap_height.unwrap_or(metrics.ascent) / units_per_em,
            italic_angle: metrics.italic_angle,
            weight,
            shaper_data,
            bytes,
        })
    }
}

impl Found {
    fn search(font_dirs: &[PathBuf]) -> Self {
        let mut paths = Vec::new();
        for dir in font_dirs {
            collect_fonts(dir, DEEPEST_FOLDER, &mut paths);
        }
        paths.sort();
        paths.dedup();
        paths.truncate(usize::from(u16::MAX));
        let order = |strong: bool| {
            let mut order: Vec<u16> = (0..paths.len() as u16).collect();
            order.sort_by_key(|&number| {
                let path = paths.get(usize::from(number));
                (path.map_or(u8::MAX, |path| unfitness(path, strong)), number)
            });
            order
        };
        Self {
            regular_order: order(false),
            strong_order: order(true),
            files: paths
                .into_iter()
                .map(|path| FontFile {
                    path,
                    faces: OnceLock::new(),
                })
                .collect(),
        }
    }
}

impl Coverage {
    fn of(font: &FontRef<'_>) -> Self {
        let mut codes: Vec<u32> = font
            .charmap()
            .mappings()
            .filter(|(_, glyph)| glyph.to_u32() != 0)
            .map(|(code, _)| code)
            .collect();
        codes.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for code in codes {
            match ranges.last_mut() {
                Some((_, last)) if code <= *last + 1 => *last = code,
                _ => ranges.push((code, code)),
            }
        }
        Self(ranges)
    }

    /// Whether the character is there, or else all that it is composed of, which shaping then puts together.
    fn has(&self, character: char) -> bool {
        if self.lists(character) {
            return true;
        }
        let mut parts = Vec::new();
        decompose_canonical(character, |part| parts.push(part));
        parts.len() > 1 && parts.into_iter().all(|part| self.lists(part))
    }

    fn lists(&self, character: char) -> bool {
        let code = u32::from(character);
        let after = self.0.partition_point(|&(first, _)| first <= code);
        after
            .checked_sub(1)
            .and_then(|at| self.0.get(at))
            .is_some_and(|&(_, last)| code <= last)
    }
}

fn own(name: &'static str, bytes: &'static [u8]) -> Result<Face, FaceError> {
    Face::open(Cow::Borrowed(bytes), 0).ok_or(FaceError::Damaged { name })
}

fn is_name_letter(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-'
}

fn collect_fonts(dir: &Path, depth: usize, paths: &mut Vec<PathBuf>) {
    // A folder that cannot be read has no fonts for us; what is missing then is reported by character.
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            if depth > 0 {
                collect_fonts(&path, depth - 1, paths);
            }
        } else if is_font_file(&path) {
            paths.push(path);
        }
    }
}

fn is_font_file(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| {
            ["ttf", "otf", "ttc", "otc"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        })
}

/// How badly a file fits beside our sans, guessed from its name so that the well-fitting ones are opened first.
fn unfitness(path: &Path, strong: bool) -> u8 {
    let name = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    let any = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_bold = any(&["bold", "demi", "heavy", "black"]);
    u8::from(any(&["italic", "oblique", "slanted"])) * 8
        + u8::from(any(&["mono", "typewriter", "code"])) * 4
        + u8::from(any(&["serif", "thin", "light", "condensed", "narrow"])) * 2
        + u8::from(is_bold != strong)
}

/// The faces of a file and the characters that each has, leaving out those that cannot be embedded.
fn look_into(path: &Path) -> Vec<FoundFace> {
    let Some(bytes) = read_font(path) else {
        return Vec::new();
    };
    let Ok(file) = skrifa::raw::FileRef::new(&bytes) else {
        return Vec::new();
    };
    file.fonts()
        .enumerate()
        .filter_map(|(index, font)| Some((index, font.ok()?)))
        .filter(|(_, font)| may_embed(font))
        .map(|(index, font)| FoundFace {
            index: index as u32,
            coverage: Coverage::of(&font),
            face: OnceLock::new(),
        })
        .collect()
}

fn read_font(path: &Path) -> Option<Vec<u8>> {
    let stem = path.file_stem()?.to_string_lossy().to_ascii_lowercase();
    // These have a glyph for every character of Unicode: a box, or nothing at all.
    if stem.contains("lastresort") || stem.contains("adobeblank") {
        return None;
    }
    let size = std::fs::metadata(path).ok()?.len();
    if size > LARGEST_FILE {
        return None;
    }
    std::fs::read(path).ok()
}

/// Outlines that a PDF can hold, and a licence bit that does not forbid it (OS/2 fsType 2: restricted).
fn may_embed(font: &FontRef<'_>) -> bool {
    const RESTRICTED: u16 = 2;
    let has_outlines = font.glyf().is_ok() || font.cff().is_ok();
    let is_restricted = font
        .os2()
        .is_ok_and(|os2| os2.fs_type() & 0xF == RESTRICTED);
    has_outlines && !is_restricted
}

/// Opens a face for good, after trying to cut out one glyph: a face that cannot be cut cannot be embedded either.
fn embeddable(path: &Path, index: u32, probe: char) -> Option<Face> {
    let face = Face::open(Cow::Owned(read_font(path)?), index)?;
    let glyph = face.font()?.charmap().map(probe)?;
    let mut glyphs = subsetter::GlyphRemapper::new();
    glyphs.remap(u16::try_from(glyph.to_u32()).ok()?);
    subsetter::subset(&face.bytes, index, &glyphs).ok()?;
    Some(face)
}
