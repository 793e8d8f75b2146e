//! A browser: it keeps cookies, says where its requests come from, and fills in forms.

use super::client;
use reqwest::{Client, RequestBuilder, Response, header::HeaderMap};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Mutex, PoisonError},
};
use tilshi::{account::model::Taken, error::AppError};
use url::form_urlencoded::Serializer;

/// A browser without JavaScript, which can send what the client would send all the same.
pub struct Browser {
    client: Client,
    address: SocketAddr,
    cookies: Mutex<BTreeMap<String, String>>,
    headers: Vec<(&'static str, String)>,
}

impl Browser {
    pub fn new(address: SocketAddr) -> Self {
        Self {
            client: client(),
            address,
            cookies: Mutex::default(),
            headers: vec![
                ("origin", format!("http://{address}")),
                ("accept-language", "en".to_owned()),
                (
                    "user-agent",
                    "Mozilla/5.0 (X11; Linux) Firefox/145.0".to_owned(),
                ),
            ],
        }
    }

    /// Sends this header with every request; with an empty value it is left out.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        if !value.is_empty() {
            self.headers.push((name, value.to_owned()));
        }
        self
    }

    /// A copy with the same cookies, from where they may have been stolen.
    pub fn copy(&self) -> Self {
        Self {
            client: client(),
            address: self.address,
            cookies: Mutex::new(self.jar().clone()),
            headers: self.headers.clone(),
        }
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    /// Puts a cookie into it, as an attacker might.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar().insert(name.to_owned(), value.to_owned());
    }

    /// A request with the headers and cookies of this browser.
    fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let mut request = self.client.request(
            method.parse().expect("a method"),
            format!("http://{}{path}", self.address),
        );
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let cookies: Vec<String> = self
            .jar()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        request
    }

    /// An answer that goes on, to be read as it comes.
    pub async fn listen(&self, path: &str) -> Response {
        self.request("GET", path).send().await.expect("an answer")
    }

    /// Calls a server function that takes JSON.
    pub async fn call_json(&self, path: &str, arguments: &Value) -> Answer {
        let request = self
            .request("POST", path)
            .header("content-type", "application/json")
            .body(arguments.to_string());
        self.exchange(path, request).await
    }

    /// Sends a request and keeps the cookies of its answer.
    pub async fn send(&self, method: &str, path: &str, body: Option<String>) -> Answer {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(body);
        }
        self.exchange(path, request).await
    }

    /// Sends a file as it is.
    pub async fn upload(&self, path: &str, content: Vec<u8>) -> Answer {
        let request = self.request("POST", path).body(content);
        self.exchange(path, request).await
    }

    /// Sends a file by a form, as it is sent without JavaScript.
    pub async fn send_file(&self, page: &str, name: &str, content: &[u8]) -> Answer {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let request = self
            .request("POST", page)
            .header("content-type", "multipart/form-data; boundary=edge")
            .body(body);
        self.exchange(page, request).await
    }

    async fn exchange(&self, path: &str, request: RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let answer = Answer {
            path: path.to_owned(),
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.text().await.expect("text"),
        };
        for line in answer.set_cookies() {
            let (pair, attributes) = line.split_once(';').unwrap_or((&line, ""));
            let (name, value) = pair.split_once('=').expect("a name and a value");
            if attributes.contains("Max-Age=0") {
                self.jar().remove(name);
            } else {
                self.set_cookie(name, value);
            }
        }
        answer
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None).await
    }

    /// A page that must be there.
    pub async fn page(&self, path: &str) -> Answer {
        let answer = self.get(path).await;
        assert_eq!(
            answer.status,
            200,
            "{path} to {:?}",
            answer.header("location")
        );
        answer
    }

    /// Calls a server function as the client does.
    pub async fn call(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send("POST", path, Some(encode(fields))).await
    }

    /// Sends a form to its page as it is sent without JavaScript. `form`: its server function.
    pub async fn post_form(&self, page: &str, form: &str, fields: &[(&str, &str)]) -> Answer {
        let name = form.rsplit('/').next().unwrap_or(form);
        let fields = [&[("form", name)], fields].concat();
        self.send("POST", page, Some(encode(&fields))).await
    }

    /// Opens a page, fills in one of its forms and sends it: every field must be there to be filled
    /// in, and what is hidden goes with them. Of several forms of that name it takes the one whose
    /// hidden fields have the values that are given.
    pub async fn fill(&self, page: &str, form: &str, fields: &[(&str, &str)]) -> Answer {
        let body = {
            let answer = self.page(page).await;
            let document = Html::parse_document(&answer.body);
            let name = form.rsplit('/').next().unwrap_or(form);
            let sent = elements(&document, "form")
                .into_iter()
                .find_map(|element| complete(element, name, fields));
            encode_owned(
                &sent.unwrap_or_else(|| panic!("no form {name} with {fields:?} on {page}")),
            )
        };
        self.send("POST", page, Some(body)).await
    }

    /// Where an answer leads.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "{}: {}", answer.path, answer.body);
        self.page(answer.header("location")).await
    }

    /// Whether somebody is signed in, as the masthead would show it.
    pub async fn is_signed_in(&self) -> bool {
        let answer = self.get(tilshi::account::forms::VISITOR).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body != "null"
    }
}

/// What a form sends when these fields are filled in; None if it is another form.
fn complete(
    form: ElementRef<'_>,
    name: &str,
    fields: &[(&str, &str)],
) -> Option<Vec<(String, String)>> {
    let inputs = "input[name], select[name], textarea[name], button[name]";
    let inputs = Selector::parse(inputs).expect("a selector");
    let mut sent: Vec<(String, String)> = Vec::new();
    let mut left: Vec<&(&str, &str)> = fields.iter().collect();
    for input in form.select(&inputs) {
        let (input, field) = (input.value(), input.value().attr("name")?);
        let written = input.attr("value").unwrap_or_default();
        // Of several buttons only the one that is pressed is sent.
        if input.name() == "button" && (field != "form" || written != name) {
            continue;
        }
        let given = left.iter().position(|(given, _)| *given == field);
        let value = match given.map(|index| left.remove(index).1) {
            Some(value) if input.attr("type") == Some("hidden") && value != written => return None,
            Some(value) => value,
            None => written,
        };
        sent.push((field.to_owned(), value.to_owned()));
    }
    let is_this_one = sent
        .iter()
        .any(|(field, value)| field == "form" && value == name);
    (is_this_one && left.is_empty()).then_some(sent)
}

fn encode(fields: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn encode_owned(fields: &[(String, String)]) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn elements<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    document.select(&selector).collect()
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// The value of a header; empty without it.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().expect("ASCII"))
            .unwrap_or_default()
    }

    /// The cookies that it sets, each as a line.
    pub fn set_cookies(&self) -> Vec<String> {
        self.headers
            .get_all("set-cookie")
            .iter()
            .map(|value| value.to_str().expect("ASCII").to_owned())
            .collect()
    }

    /// The value that it gives a cookie; None if it leaves it alone.
    pub fn given_cookie(&self, name: &str) -> Option<String> {
        self.set_cookies().into_iter().find_map(|line| {
            let (given, rest) = line.split_once('=')?;
            (given == name).then(|| rest.split(';').next().unwrap_or_default().to_owned())
        })
    }

    /// Where a server function that took a form says to go.
    pub fn taken(&self) -> String {
        assert_eq!(self.status, 200, "{}: {}", self.path, self.body);
        let taken: Taken = serde_json::from_str(&self.body).expect("taken");
        taken.to
    }

    /// Why a server function did not take a form.
    pub fn refusal(&self) -> AppError {
        let error: AppError = serde_json::from_str(&self.body)
            .unwrap_or_else(|_| panic!("{}: {}", self.path, self.body));
        assert_eq!(self.status, error.status(), "{}: {}", self.path, self.body);
        error
    }

    /// The texts of the elements that a page has at a selector of CSS.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        elements(&document, selector)
            .into_iter()
            .map(|element| element.text().collect::<String>().trim().to_owned())
            .collect()
    }

    /// What is said at the top of a page.
    pub fn notice(&self) -> String {
        self.texts(".band[role=status]").join(" ")
    }

    /// What a page says is wrong with the forms on it.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = self.texts(".problem");
        problems.retain(|problem| !problem.is_empty());
        problems
    }

    /// The attribute of the elements at a selector.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        elements(&document, selector)
            .into_iter()
            .filter_map(|element| element.value().attr(name).map(ToOwned::to_owned))
            .collect()
    }
}
