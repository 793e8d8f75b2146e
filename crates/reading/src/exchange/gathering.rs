use super::{Import, ImportError, LeftOut, MOST_LINKS, SavedLink, Source};
use std::collections::HashMap;

/// Collects the links of a file, each address once.
#[derive(Default)]
pub(super) struct Gathering {
    links: Vec<SavedLink>,
    places: HashMap<String, usize>,
    left_out: Vec<LeftOut>,
    count: usize,
}

impl Gathering {
    pub(super) fn add(&mut self, mut link: SavedLink) -> Result<(), ImportError> {
        self.count += 1;
        // Repeated ones count: a file of a million times one link is work too.
        if self.count > MOST_LINKS {
            return Err(ImportError::TooMany);
        }
        link.address = link.address.trim().to_owned();
        if !is_on_the_web(&link.address) {
            self.left_out.push(LeftOut {
                number: self.count,
                address: link.address,
            });
            return Ok(());
        }
        tidy(&mut link);
        if let Some(place) = self.places.get(&link.address) {
            let first = &mut self.links[*place];
            add_new(&mut first.lists, link.lists);
            add_new(&mut first.tags, link.tags);
        } else {
            self.places.insert(link.address.clone(), self.links.len());
            self.links.push(link);
        }
        Ok(())
    }

    pub(super) fn finish(self, source: Source) -> Import {
        Import {
            source,
            links: self.links,
            left_out: self.left_out,
        }
    }
}

fn is_on_the_web(address: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let (start, rest) = address.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    rest.is_some_and(|rest| !rest.is_empty())
        && !address.contains(|other: char| other.is_control() || other.is_whitespace())
}

fn tidy(link: &mut SavedLink) {
    let one_line = |text: &str| {
        let text: String = text
            .chars()
            .map(|other| if other.is_control() { ' ' } else { other })
            .collect();
        text.trim().to_owned()
    };
    link.title = one_line(&link.title);
    if link.title.is_empty() {
        link.title.clone_from(&link.address);
    }
    for names in [&mut link.lists, &mut link.tags] {
        let mut found = Vec::new();
        add_new(
            &mut found,
            names.iter().map(|name| one_line(name)).collect(),
        );
        found.retain(|name| !name.is_empty());
        *names = found;
    }
    let note = link.note.replace("\r\n", "\n").replace('\r', "\n");
    link.note = note
        .chars()
        .filter(|other| !other.is_control() || matches!(other, '\n' | '\t'))
        .collect::<String>()
        .trim()
        .to_owned();
}

fn add_new(names: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}
