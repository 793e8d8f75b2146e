//! JSON out and in again gives the same document; JSON that is bent anywhere never does harm.

use crate::arbitrary;
use document::{Document, DocumentError};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// Values that stand in for others.
fn replacement() -> impl Strategy<Value = Value> {
    select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("\u{0}"),
        json!("doc"),
        json!("paragraph"),
        json!("text"),
        json!("attribution"),
        json!("link"),
        json!("javascript:alert(1)"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"type": "paragraph"}),
        json!({"type": "text", "text": "а"}),
        json!({"type": "strong"}),
        json!({"href": "/"}),
    ])
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(members) => members.iter().map(count).sum(),
        Value::Object(object) => object.values().map(count).sum(),
        _ => 0_usize,
    }
}

/// Puts `replacement` in the place of the value with number `index` in reading order.
fn replace(value: &mut Value, index: &mut usize, replacement: &Value) {
    if *index == 0 {
        *value = replacement.clone();
        *index = usize::MAX;
        return;
    }
    *index -= 1;
    let members: Vec<&mut Value> = match value {
        Value::Array(members) => members.iter_mut().collect(),
        Value::Object(object) => object.values_mut().collect(),
        _ => Vec::new(),
    };
    for member in members {
        if *index == usize::MAX {
            return;
        }
        replace(member, index, replacement);
    }
}

proptest! {
    #[test]
    fn json_out_and_in_gives_the_same_document(document in arbitrary::document()) {
        prop_assert_eq!(&Document::from_json(&document.to_json()).unwrap(), &document);
        prop_assert_eq!(&Document::from_value(&document.to_value()).unwrap(), &document);
        let through_serde = serde_json::to_string(&document).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Document>(&through_serde).unwrap(), &document);
    }

    #[test]
    fn json_with_one_value_changed_is_read_the_same_again_or_refused_with_its_place(
        document in arbitrary::document(),
        place in any::<Index>(),
        replacement in replacement(),
    ) {
        let mut value = document.to_value();
        replace(&mut value, &mut place.index(count(&document.to_value())), &replacement);
        match Document::from_value(&value) {
            Ok(read) => prop_assert_eq!(&Document::from_value(&read.to_value()).unwrap(), &read),
            Err(DocumentError::Invalid { path, .. }) => {
                prop_assert!(path.starts_with("doc") || path.starts_with("content") || path.starts_with("type")
                    || path.starts_with("attrs"), "{}", path);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in arbitrary::words()) {
        prop_assert!(Document::from_json(&text).is_err());
    }
}
