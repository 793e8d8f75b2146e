use super::*;
use serde_json::json;

fn paragraph(content: Value) -> Value {
    json!({"type": "doc", "content": [{"type": "paragraph", "content": content}]})
}

fn message(value: &Value) -> String {
    Document::from_value(value).unwrap_err().to_string()
}

#[test]
fn the_default_document_is_one_empty_paragraph() {
    let json = json!({"type": "doc", "content": [{"type": "paragraph"}]});
    assert_eq!(Document::default().to_value(), json);
    assert_eq!(Document::from_value(&json).unwrap(), Document::default());
    let with_empty_fields = json!({"type": "doc", "attrs": {}, "content": [
        {"type": "paragraph", "attrs": {}, "content": []}]});
    assert_eq!(
        Document::from_value(&with_empty_fields).unwrap(),
        Document::default()
    );
}

#[test]
fn marks_take_their_canonical_order_and_equal_neighbours_become_one() {
    let body = Document::from_value(&paragraph(json!([
        {"type": "text", "text": "а", "marks": [{"type": "em"}, {"type": "strong"}]},
        {"type": "text", "text": "б", "marks": [{"type": "strong"}, {"type": "em", "attrs": {}}]},
        {"type": "text", "text": "в", "marks": []},
    ])))
    .unwrap();
    assert_eq!(
        body.to_value(),
        paragraph(json!([
            {"type": "text", "text": "аб", "marks": [{"type": "strong"}, {"type": "em"}]},
            {"type": "text", "text": "в"},
        ]))
    );
}

#[test]
fn control_characters_go_and_take_an_otherwise_empty_text_with_them() {
    let body = Document::from_value(&paragraph(json!([
        {"type": "text", "text": "а\u{0}\u{b}б\r\n"},
        {"type": "text", "text": "\u{7}", "marks": [{"type": "strong"}]},
        {"type": "text", "text": "в"},
    ])))
    .unwrap();
    assert_eq!(
        body.to_value(),
        paragraph(json!([{"type": "text", "text": "аб\nв"}]))
    );
}

#[test]
fn a_document_goes_through_serde_within_other_types() {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Article {
        body: Document,
    }
    let article = Article {
        body: Document::from_paragraphs(["Сөз".to_owned()]),
    };
    let json = serde_json::to_string(&article).unwrap();
    let again: Article = serde_json::from_str(&json).unwrap();
    assert_eq!(again.body, article.body);
    let error = serde_json::from_str::<Article>(r#"{"body":{"type":"doc"}}"#).err();
    assert!(error.unwrap().to_string().contains("doc is empty"));
}

#[test]
fn what_is_no_json_is_told_with_line_and_column() {
    match Document::from_json("{\"type\":\n\"doc\"") {
        Err(DocumentError::Syntax { line: 2, .. }) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn any_depth_is_refused_without_exhausting_the_stack() {
    let text = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(
        Document::from_json(&text),
        Err(DocumentError::Syntax { .. })
    ));
    // Below the parser's own limit and above the schema's.
    let open =
        r#"{"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"paragraph"},"#;
    let lists = format!(
        "{}{{\"type\":\"paragraph\"}}{}",
        open.repeat(20),
        "]}]}".repeat(20)
    );
    let error = Document::from_json(&format!(r#"{{"type":"doc","content":[{lists}]}}"#));
    assert!(
        error
            .unwrap_err()
            .to_string()
            .contains("accepted are 8 lists in one another")
    );
}

#[test]
fn messages_stay_short_and_visible_whatever_was_given() {
    let long = "x\u{202E}".repeat(100_000);
    for value in [
        json!({"type": long}),
        json!({"type": "doc", long.clone(): 1}),
        json!({"type": "doc", "attrs": {long.clone(): 1}}),
        json!({"type": "doc", "content": long}),
        json!({"type": "doc", "content": [{"type": "embed", "attrs": {"url": long}}]}),
        paragraph(json!([{"type": "text", "text": "a", "marks": [{"type": long}]}])),
        paragraph(json!([{"type": "text", "text": "a", "marks": [
            {"type": "language", "attrs": {"lang": long}}]}])),
    ] {
        let message = message(&value);
        assert!(message.chars().count() < 600, "{message}");
        assert!(!message.contains('\u{202E}'), "{message}");
    }
}

#[test]
fn the_names_are_those_that_are_written_and_read() {
    let accepted_marks = message(&paragraph(json!([
        {"type": "text", "text": "a", "marks": [{"type": "blink"}]}])));
    assert_eq!(
        accepted_marks,
        format!(
            "content[0].content[0].marks[0]: unknown mark \"blink\"; accepted are {}",
            MARK_NAMES.join(", ")
        )
    );
    for name in NODE_NAMES {
        // Each is known: only its place can be wrong.
        let message = message(&json!({"type": "doc", "content": [
            {"type": "gallery", "content": [{"type": name}]}]}));
        assert!(!message.contains("unknown node"), "{name}: {message}");
    }
}
