//! Many words to be looked for at once.

/// Stands in a word for one letter that is not known.
pub const UNKNOWN: char = '?';

/// Words, letter by letter, each with a value.
#[derive(Clone, Debug)]
pub struct Trie<T> {
    nodes: Vec<Node<T>>,
}

#[derive(Clone, Debug)]
struct Node<T> {
    /// By letter.
    next: Vec<(char, usize)>,
    values: Vec<T>,
}

impl<T> Default for Node<T> {
    fn default() -> Self {
        Self {
            next: Vec::new(),
            values: Vec::new(),
        }
    }
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self {
            nodes: vec![Node::default()],
        }
    }
}

/// How far a word of the trie goes in a text, and how it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Up to where, in bytes.
    pub end: usize,
    /// How many letters were taken for other ones.
    pub replaced: usize,
    /// How many letters were not known.
    pub unknown: usize,
}

impl<T> Trie<T> {
    /// Adds a word.
    pub fn insert(&mut self, word: &str, value: T) {
        let mut at = 0;
        for letter in word.chars() {
            at = match self.nodes[at]
                .next
                .binary_search_by_key(&letter, |(letter, _)| *letter)
            {
                Ok(found) => self.nodes[at].next[found].1,
                Err(place) => {
                    let new = self.nodes.len();
                    self.nodes.push(Node::default());
                    self.nodes[at].next.insert(place, (letter, new));
                    new
                }
            };
        }
        self.nodes[at].values.push(value);
    }

    /// Tells of every word that a text begins with. `meant` says which other letters one may be typed for.
    pub fn walk<'a>(
        &'a self,
        text: &str,
        meant: fn(char) -> &'static [char],
        found: &mut impl FnMut(Reached, &'a T),
    ) {
        let begin = Reached {
            end: 0,
            replaced: 0,
            unknown: 0,
        };
        self.go(0, text, begin, meant, found);
    }

    fn go<'a>(
        &'a self,
        node: usize,
        text: &str,
        reached: Reached,
        meant: fn(char) -> &'static [char],
        found: &mut impl FnMut(Reached, &'a T),
    ) {
        for value in &self.nodes[node].values {
            found(reached, value);
        }
        let Some(letter) = text[reached.end..].chars().next() else {
            return;
        };
        let end = reached.end + letter.len_utf8();
        let next = &self.nodes[node].next;
        if letter == UNKNOWN {
            let unknown = reached.unknown + 1;
            for (_, node) in next {
                self.go(
                    *node,
                    text,
                    Reached {
                        end,
                        unknown,
                        ..reached
                    },
                    meant,
                    found,
                );
            }
            return;
        }
        let child = |letter: char| {
            next.binary_search_by_key(&letter, |(letter, _)| *letter)
                .ok()
                .map(|found| next[found].1)
        };
        if let Some(node) = child(letter) {
            self.go(node, text, Reached { end, ..reached }, meant, found);
        }
        for other in meant(letter) {
            if let Some(node) = child(*other) {
                let replaced = reached.replaced + 1;
                self.go(
                    node,
                    text,
                    Reached {
                        end,
                        replaced,
                        ..reached
                    },
                    meant,
                    found,
                );
            }
        }
    }
}
