//! The structure tree (ISO 32000-1, 14.7): what a screen reader follows from element to element, with the marked
//! contents and links that belong to each.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::super::page::{Area, ElementId, Item, Laid, Tag};
use super::{Marks, PdfError, broken, integer, rounded, text_string};

/// The tree under construction.
struct Tree<'a> {
    laid: &'a Laid,
    ids: Vec<ObjectId>,
    /// What is in each element, in the order in which a reader comes to it.
    kids: Vec<Vec<Object>>,
    is_attached: Vec<bool>,
    page_of: Vec<Option<ObjectId>>,
}

/// Adds tree, links and parent tree to a document whose pages carry `marks`.
pub(super) fn tag(document: &mut Document, laid: &Laid, marks: &[Marks]) -> Result<(), PdfError> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let root = document.new_object_id();
    let count = laid.elements.len();
    let mut tree = Tree {
        laid,
        ids: (0..count).map(|_| document.new_object_id()).collect(),
        kids: vec![Vec::new(); count],
        is_attached: vec![false; count],
        page_of: vec![None; count],
    };
    // The parent tree's numbers: one for each page, then one for each link.
    let mut parents: Vec<Object> = Vec::new();
    let mut links: Vec<Object> = Vec::new();
    let mut next = integer(pages.len());
    for (number, (&page, marks)) in pages.iter().zip(marks).enumerate() {
        let of_marks = marks.iter().map(|&mark| tree.reference(mark)).collect();
        parents.extend([Object::Integer(integer(number)), Object::Array(of_marks)]);
        let mut annotations = Vec::new();
        let mut mcid = 0;
        for item in laid.pages.get(number).iter().flat_map(|page| &page.items) {
            match item {
                Item::Open(element) => {
                    tree.add(*element, page, mark(page, mcid));
                    mcid += 1;
                }
                Item::Link {
                    area,
                    uri,
                    words,
                    element,
                } => {
                    let mut link = link(*area, uri, words, laid.paper.size().1);
                    link.set("StructParent", next);
                    let id = document.add_object(link);
                    annotations.push(Object::Reference(id));
                    tree.add(*element, page, object_reference(page, id));
                    links.extend([Object::Integer(next), tree.reference(*element)]);
                    next += 1;
                }
                _ => {}
            }
        }
        let dictionary = document
            .get_object_mut(page)
            .and_then(Object::as_dict_mut)
            .map_err(|error| broken(&error))?;
        dictionary.set("StructParents", integer(number));
        dictionary.set("Tabs", Object::Name(b"S".to_vec()));
        if annotations.is_empty() {
            dictionary.remove(b"Annots");
        } else {
            dictionary.set("Annots", annotations);
        }
    }
    parents.append(&mut links);
    for number in 0..count {
        tree.attach(ElementId(number));
    }
    let document_element = tree.reference(ElementId(0));
    tree.write(document, root);
    let parent_tree = document.add_object(dictionary! { "Nums" => parents });
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![document_element],
            "ParentTree" => parent_tree,
            "ParentTreeNextKey" => next,
        },
    );
    let catalog = document.catalog_mut().map_err(|error| broken(&error))?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// The name of a type in the file.
pub(super) fn type_name(tag: Tag) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::H1 => "H1",
        Tag::H2 => "H2",
        Tag::H3 => "H3",
        Tag::P => "P",
        Tag::Quote => "BlockQuote",
        Tag::Figure => "Figure",
        Tag::List => "L",
        Tag::Item => "LI",
        Tag::Label => "Lbl",
        Tag::Body => "LBody",
        Tag::Table => "Table",
        Tag::Row => "TR",
        Tag::ColumnHeader | Tag::RowHeader => "TH",
        Tag::Cell => "TD",
        Tag::Link => "Link",
    }
}

impl Tree<'_> {
    fn reference(&self, element: ElementId) -> Object {
        self.ids
            .get(element.0)
            .map_or(Object::Null, |&id| Object::Reference(id))
    }

    /// Puts content into an element, and the element into its parents on first sight: the tree's order is the page's.
    fn add(&mut self, element: ElementId, page: ObjectId, content: Dictionary) {
        self.attach(element);
        if let Some(kids) = self.kids.get_mut(element.0) {
            kids.push(Object::Dictionary(content));
        }
        if let Some(first) = self.page_of.get_mut(element.0) {
            first.get_or_insert(page);
        }
    }

    fn attach(&mut self, element: ElementId) {
        let Some(is_attached) = self.is_attached.get_mut(element.0) else {
            return;
        };
        if std::mem::replace(is_attached, true) {
            return;
        }
        let parent = self.laid.elements.get(element.0).and_then(|e| e.parent);
        if let Some(parent) = parent {
            self.attach(parent);
            let reference = self.reference(element);
            if let Some(kids) = self.kids.get_mut(parent.0) {
                kids.push(reference);
            }
        }
    }

    fn write(self, document: &mut Document, root: ObjectId) {
        let parents: Vec<Object> = self
            .laid
            .elements
            .iter()
            .map(|element| match element.parent {
                Some(parent) => self.reference(parent),
                None => Object::Reference(root),
            })
            .collect();
        let nodes = self.laid.elements.iter().zip(self.ids).zip(self.kids);
        let places = parents.into_iter().zip(self.page_of);
        for (number, (((element, id), kids), (parent, page))) in nodes.zip(places).enumerate() {
            let mut node = dictionary! {
                "Type" => "StructElem",
                "S" => type_name(element.tag),
                "P" => parent,
                "K" => kids,
            };
            if let Some(page) = page {
                node.set("Pg", page);
            }
            if let Some(alt) = &element.alt {
                node.set("Alt", text_string(alt));
            }
            if let Some(attributes) = attributes(self.laid, ElementId(number), element.tag) {
                node.set("A", attributes);
            }
            document.set_object(id, node);
        }
    }
}

fn mark(page: ObjectId, mcid: i64) -> Dictionary {
    dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => mcid }
}

fn object_reference(page: ObjectId, id: ObjectId) -> Dictionary {
    dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => id }
}

/// A link without a border that prints (flag 4).
fn link(area: Area, uri: &str, words: &str, page_height: f32) -> Dictionary {
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rectangle(area, page_height),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => 4,
        "Contents" => text_string(words),
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(uri) },
    }
}

fn rectangle(area: Area, page_height: f32) -> Vec<Object> {
    let (bottom, top) = (page_height - area.y - area.height, page_height - area.y);
    [area.x, bottom, area.x + area.width, top]
        .map(|edge| Object::Real(rounded(edge)))
        .to_vec()
}

/// What PDF/UA asks for beside the type.
fn attributes(laid: &Laid, element: ElementId, tag: Tag) -> Option<Dictionary> {
    match tag {
        // The labels are initials, which follow no numbering.
        Tag::List => Some(dictionary! { "O" => "List", "ListNumbering" => "None" }),
        Tag::ColumnHeader => Some(dictionary! { "O" => "Table", "Scope" => "Column" }),
        Tag::RowHeader => Some(dictionary! { "O" => "Table", "Scope" => "Row" }),
        Tag::Figure => {
            let area = figure_area(laid, element)?;
            let bounds = rectangle(area, laid.paper.size().1);
            Some(dictionary! { "O" => "Layout", "BBox" => bounds, "Placement" => "Block" })
        }
        _ => None,
    }
}

/// The box around the discs and boxes of a figure.
fn figure_area(laid: &Laid, figure: ElementId) -> Option<Area> {
    let items = laid.pages.iter().find_map(|page| {
        let mut items = page.items.iter();
        items.find(|item| **item == Item::Open(figure))?;
        Some(items.take_while(|item| **item != Item::Close))
    })?;
    let mut bounds: Option<[f32; 4]> = None;
    for item in items {
        let [from_x, from_y, to_x, to_y] = match item {
            Item::Circle { x, y, radius, .. } => [x - radius, y - radius, x + radius, y + radius],
            Item::Rect { area, .. } => [area.x, area.y, area.x + area.width, area.y + area.height],
            _ => continue,
        };
        let [left, top, right, bottom] = bounds.unwrap_or([from_x, from_y, to_x, to_y]);
        bounds = Some([
            left.min(from_x),
            top.min(from_y),
            right.max(to_x),
            bottom.max(to_y),
        ]);
    }
    let [left, top, right, bottom] = bounds?;
    Some(Area {
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
    })
}
