//! The layers of `ARCHITECTURE.md`, checked on every `cargo test`: who may use whom, who owns which crate, and that
//! files stay short and say what they are for.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read the sources should fail"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A layer and the layers that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("seating", &["domain"]),
    ("evening", &["domain"]),
    ("followup", &["domain"]),
    ("recap", &["domain"]),
    ("exchange", &["domain"]),
    ("storage", &["domain"]),
    (
        "app",
        &[
            "domain", "seating", "evening", "followup", "recap", "exchange", "storage",
        ],
    ),
    (
        "ui",
        &[
            "app", "domain", "seating", "evening", "followup", "recap", "exchange",
        ],
    ),
    ("cli", &["app", "domain"]),
];

/// A crate, and the only layer that may name it.
const OWNED: &[(&str, &str)] = &[
    ("rusqlite", "storage"),
    ("egui", "ui"),
    ("eframe", "ui"),
    ("rfd", "ui"),
    ("printpdf", "recap"),
    ("lopdf", "recap"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("indicatif", "cli"),
    ("csv", "exchange"),
    ("calcard", "exchange"),
    ("icalendar", "exchange"),
    ("mail_builder", "exchange"),
    ("directories", "app"),
    ("keepawake", "app"),
    ("rodio", "app"),
];

const LONGEST_FILE: usize = 500;

#[test]
fn the_house_keeps_its_rules() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for file in rust_files(&src) {
        let inside = file.strip_prefix(&src).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        let name = inside.display();
        if !text.starts_with("//!") {
            broken.push(format!(
                "{name}: does not begin with //! and what it is for"
            ));
        }
        let lines = without_tests(&text).lines().count();
        if !is_test(inside) && lines > LONGEST_FILE {
            broken.push(format!(
                "{name}: {lines} lines without its tests, more than {LONGEST_FILE}"
            ));
        }
        let Some(layer) = inside
            .parent()
            .and_then(|folder| folder.components().next())
        else {
            continue;
        };
        let layer = layer.as_os_str().to_str().unwrap();
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
            broken.push(format!(
                "{name}: the folder {layer} is no layer of the table"
            ));
            continue;
        };
        let code = without_comments(&text);
        for used in modules_named(&code) {
            let is_layer = LAYERS.iter().any(|(name, _)| *name == used);
            if is_layer && used != layer && !allowed.contains(&used.as_str()) {
                broken.push(format!("{name}: {layer} may not use {used}"));
            }
        }
        for (krate, owner) in OWNED {
            let names_it =
                code.contains(&format!("{krate}::")) || code.contains(&format!("use {krate};"));
            let is_own_module =
                code.contains(&format!("::{krate}::")) || code.contains(&format!("mod {krate};"));
            if names_it && !is_own_module && *owner != layer {
                broken.push(format!("{name}: only {owner} may name the crate {krate}"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// `x` of every `crate::x` and of every name at the top of a grouped `crate::{...}`.
fn modules_named(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            None => found.push(identifier(rest)),
            Some(group) => {
                let (mut depth, mut item) = (0, String::new());
                for sign in group.chars() {
                    match sign {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            found.push(identifier(std::mem::take(&mut item).trim_start()));
                        }
                        _ if depth == 0 => item.push(sign),
                        _ => {}
                    }
                }
                found.push(identifier(item.trim_start()));
            }
        }
    }
    found
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|sign| sign.is_alphanumeric() || *sign == '_')
        .collect()
}

fn is_test(file: &Path) -> bool {
    file.components()
        .any(|part| part.as_os_str().to_string_lossy().starts_with("tests"))
}

/// The file up to its own test module.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text)
}

fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
