//! Changes as JSON. Known kinds are read strictly; an unknown kind is kept.

use super::{Change, UnknownChange};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, DeserializeSeed, IntoDeserializer, MapAccess, value::MapAccessDeserializer},
    ser::SerializeMap,
};
use serde_json::Value;
use std::fmt;

const WITH_CONTENT: [&str; 16] = [
    "name_list",
    "describe_list",
    "order_lists",
    "delete_list",
    "save",
    "remove",
    "move",
    "note",
    "mark_read",
    "archive",
    "reach",
    "visit",
    "forget",
    "keep_history",
    "follow",
    "unfollow",
];
const WITHOUT_CONTENT: [&str; 2] = ["clear_history", "see_feed"];

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown(unknown) if unknown.content.is_null() => to.serialize_str(&unknown.kind),
            Self::Unknown(unknown) => {
                let mut map = to.serialize_map(Some(1))?;
                map.serialize_entry(&unknown.kind, &unknown.content)?;
                map.end()
            }
            known => Self::serialize(known, to),
        }
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Change;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a change: an object with its kind for the only key, or the kind alone")
    }

    fn visit_str<E: de::Error>(self, kind: &str) -> Result<Change, E> {
        if WITHOUT_CONTENT.contains(&kind) || WITH_CONTENT.contains(&kind) {
            return Change::deserialize(kind.into_deserializer());
        }
        Ok(Change::Unknown(UnknownChange {
            kind: kind.to_owned(),
            content: Value::Null,
        }))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Change, A::Error> {
        let kind: String = map
            .next_key()?
            .ok_or_else(|| de::Error::custom("a change must have a kind"))?;
        if WITH_CONTENT.contains(&kind.as_str()) || WITHOUT_CONTENT.contains(&kind.as_str()) {
            return Change::deserialize(MapAccessDeserializer::new(KindFirst {
                kind: Some(kind),
                map,
            }));
        }
        let content = map.next_value()?;
        if map.next_key::<String>()?.is_some() {
            return Err(de::Error::custom("a change has one kind only"));
        }
        Ok(Change::Unknown(UnknownChange { kind, content }))
    }
}

/// The map whose first key was taken already.
struct KindFirst<A> {
    kind: Option<String>,
    map: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for KindFirst<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.kind.take() {
            Some(kind) => seed.deserialize(kind.into_deserializer()).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ArticleId, ListId};

    fn round_trip(json: &str) -> Change {
        let change: Change = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&change).unwrap(), json);
        let value = serde_json::to_value(&change).unwrap();
        assert_eq!(serde_json::from_value::<Change>(value).unwrap(), change);
        change
    }

    #[test]
    fn a_change_is_readable() {
        let list = ListId::LATER;
        assert_eq!(
            round_trip(&format!(
                r#"{{"save":{{"list":"{list}","article":7,"position":"a0"}}}}"#
            )),
            Change::Save {
                list,
                article: ArticleId::new(7).unwrap(),
                position: "a0".parse().unwrap(),
                saved_at: None,
            }
        );
        assert_eq!(round_trip(r#""clear_history""#), Change::ClearHistory);
        assert_eq!(round_trip(r#""see_feed""#), Change::SeeFeed);
    }

    #[test]
    fn every_kind_is_read_strictly() {
        for kind in WITH_CONTENT {
            let wrong = serde_json::from_str::<Change>(&format!(r#"{{"{kind}":{{}}}}"#));
            assert!(
                wrong.unwrap_err().to_string().contains("missing field"),
                "{kind}"
            );
            assert!(serde_json::from_str::<Change>(&format!("\"{kind}\"")).is_err());
        }
        // The other way about: what the type knows is in the lists above.
        let expected = Change::deserialize::<de::value::StrDeserializer<'_, de::value::Error>>(
            "no such kind".into_deserializer(),
        );
        let message = expected.unwrap_err().to_string();
        let known = message.matches('`').count() / 2 - 1;
        assert_eq!(
            known,
            WITH_CONTENT.len() + WITHOUT_CONTENT.len(),
            "{message}"
        );
    }

    #[test]
    fn what_a_newer_program_knows_is_kept() {
        for json in [r#"{"paint":{"article":7,"colour":"red"}}"#, r#""paint""#] {
            match round_trip(json) {
                Change::Unknown(unknown) => assert_eq!(unknown.kind(), "paint"),
                known => panic!("{known:?}"),
            }
        }
        for wrong in ["7", "[]", "{}", r#"{"paint":1,"more":2}"#, "null"] {
            assert!(serde_json::from_str::<Change>(wrong).is_err(), "{wrong}");
        }
    }
}
