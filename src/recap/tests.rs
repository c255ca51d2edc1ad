use super::sample::{crowded, priya};
use super::*;
#[test]
fn dump() {
    let faces = Faces::load(&[]).unwrap();
    for (name, recap) in [("priya", priya()), ("crowded", crowded())] {
        let laid = attendee(&recap, &faces, Paper::A4);
        println!("{:?}", laid.report);
        let meta = Meta {
            title: "Recap".into(),
            language: "en-GB".into(),
            date: recap.held_on,
        };
        let bytes = emit(&laid, &faces, &meta).unwrap();
        println!("{name} {} pages {} bytes", laid.pages.len(), bytes.len());
        std::fs::write(format!("/tmp/w-recap/{name}.pdf"), bytes).unwrap();
    }
}
