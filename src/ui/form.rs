//! Forms that work before the client has come and without it: ordinary forms, sent to the page they
//! stand on. With JavaScript they are sent to their server function, and the page stays.

use crate::{
    Locale,
    account::model::RefusedForm,
    error::{AppError, FieldProblem, Problem},
    ui::{icon, settled::settled},
};
use leptos::{children::ToChildren, context::Provider, prelude::*};
use leptos_i18n::td_string;

#[cfg(feature = "hydrate")]
mod browser;

/// What a form's parts know of it.
#[derive(Clone)]
pub(crate) struct FormState {
    /// Begins the ids of the form's parts.
    id: String,
    /// The page's language.
    pub(crate) locale: Locale,
    error: RwSignal<Option<AppError>>,
    #[cfg(feature = "hydrate")]
    said: RwSignal<&'static str>,
    busy: RwSignal<bool>,
    typed: StoredValue<Vec<(String, String)>>,
    /// The first field of a refused form that has a problem; empty where it is the form as a whole.
    wrong: StoredValue<Option<String>>,
}

impl FormState {
    /// The id of a field.
    pub(crate) fn id_of(&self, field: &str) -> String {
        format!("{}-{field}", self.id)
    }

    /// Whether a page that comes with a refused form begins at this field. With scripts the focus
    /// is set by them.
    pub(crate) fn is_wrong(&self, field: &str) -> bool {
        self.wrong
            .with_value(|wrong| wrong.as_deref() == Some(field))
    }

    /// What was typed into a field when the form was not taken.
    pub(crate) fn typed_into(&self, field: &str) -> Option<String> {
        self.typed.with_value(|typed| {
            typed
                .iter()
                .find(|(name, _)| name == field)
                .map(|(_, value)| value.clone())
        })
    }

    /// What is wrong with a field.
    pub(crate) fn problem_with(&self, field: &'static str) -> Memo<Option<Problem>> {
        let error = self.error;
        Memo::new(move |_| error.with(|error| problem_of(error.as_ref(), field)))
    }
}

/// Another way to send a form than as it was typed: with what only the browser can add, such as a
/// passkey. Without JavaScript such a form must not be shown.
#[derive(Clone, Copy)]
pub struct Sending(
    /// Takes the form's body and the page's language.
    #[cfg(feature = "hydrate")]
    pub fn(String, Locale) -> Answer,
);

/// What will come of sending a form.
#[cfg(feature = "hydrate")]
pub type Answer = std::pin::Pin<Box<dyn Future<Output = Result<Sent, AppError>>>>;

/// What came of sending a form.
#[cfg(feature = "hydrate")]
pub enum Sent {
    /// The server took it: its answer, a [`crate::account::model::Taken`] as JSON.
    Taken(String),
    /// It was not sent, for a reason that is nobody's mistake; in words.
    Not(&'static str),
}

/// What to do once a form has been taken. Given through the context by the page.
#[derive(Clone, Copy)]
pub struct WhenTaken(
    /// Takes the address to go to.
    pub Callback<String>,
);

/// The parts of a form. Like a page they wait for nothing; with [`Children`] each form would bring
/// code for waiting that it never runs (see [`settled`]).
pub struct Parts(Box<dyn FnOnce() -> AnyView + Send>);

impl<F, C> ToChildren<F> for Parts
where
    F: FnOnce() -> C + Send + 'static,
    C: RenderHtml + 'static,
{
    fn to_children(parts: F) -> Self {
        Self(Box::new(move || settled(parts())))
    }
}

/// A form for one server function.
#[component]
pub fn Form(
    /// The path of the server function, whose last part is the form's name.
    action: &'static str,
    /// The form that was sent to this page and not taken, if it was this one.
    refused: Option<RefusedForm>,
    /// The page's language.
    locale: Locale,
    /// Loads the next page anew, so that nothing of this person's stays in the browser's memory.
    #[prop(optional)]
    leave: bool,
    /// Sets the ids of its fields apart from those of a form of the same name on the page.
    #[prop(default = "")]
    apart: &'static str,
    /// How it is sent, if not as it was typed.
    #[prop(optional)]
    sending: Option<Sending>,
    /// The parts: fields and a button.
    children: Parts,
) -> impl IntoView {
    let name = action.rsplit('/').next().unwrap_or(action);
    let refused = refused.filter(|refused| refused.form == name);
    let said = RwSignal::new("");
    let state = FormState {
        id: format!("{name}{apart}"),
        locale,
        error: RwSignal::new(refused.as_ref().map(|refused| refused.error.clone())),
        #[cfg(feature = "hydrate")]
        said,
        busy: RwSignal::new(false),
        wrong: StoredValue::new(refused.as_ref().map(first_wrong)),
        typed: StoredValue::new(refused.map(|refused| refused.values).unwrap_or_default()),
    };
    let is_general = state.is_wrong("");
    let error = state.error;
    let general = move || {
        let error = error.get()?;
        let words = words_of_error(locale, &error)?;
        Some(
            view! { <p class="problem" role="alert" tabindex="-1" autofocus=is_general>{words}</p> },
        )
    };
    #[cfg(feature = "hydrate")]
    let submit = {
        let state = state.clone();
        let taken = use_context::<WhenTaken>();
        move |event: leptos::ev::SubmitEvent| {
            browser::submit(&event, action, leave, sending, state.clone(), taken)
        }
    };
    #[cfg(not(feature = "hydrate"))]
    let submit = {
        let _ = leave;
        move |_: leptos::ev::SubmitEvent| {}
    };
    let said = sending.map(|_| {
        let words = move || Some(said.get()).filter(|words| !words.is_empty());
        view! { <p class="said" role="status">{words}</p> }
    });
    settled(view! {
        <form class="form" method="post" novalidate on:submit=submit>
            <input type="hidden" name="form" value=name/>
            {general}
            {said}
            <Provider value=state>{(children.0)()}</Provider>
        </form>
    })
}

/// A field with its label, its hint and what is wrong with it.
#[component]
pub fn Field(
    /// The name it is sent under.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// `text`, `email`, `password`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What password managers and the browser may put in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What helps to fill it in; may be empty.
    #[prop(default = "")]
    hint: &'static str,
    /// What stands in it at first.
    #[prop(default = String::new())]
    value: String,
    /// `numeric` for a keyboard of digits.
    #[prop(default = "")]
    keyboard: &'static str,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let id = state.id_of(name);
    let hint_id = format!("{id}-hint");
    let problem_id = format!("{id}-problem");
    let locale = state.locale;
    let problem = state.problem_with(name);
    let wrong = state.is_wrong(name);
    let value = state.typed_into(name).unwrap_or(value);
    let described_by = {
        let (hint_id, problem_id) = (hint_id.clone(), problem_id.clone());
        move || match (problem.get(), hint.is_empty()) {
            (Some(_), true) => Some(problem_id.clone()),
            (Some(_), false) => Some(format!("{problem_id} {hint_id}")),
            (None, true) => None,
            (None, false) => Some(hint_id.clone()),
        }
    };
    let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> });
    let shown = RwSignal::new(false);
    let toggle = (kind == "password").then(|| {
        view! {
            <button
                type="button"
                class="tool needs-script"
                aria-pressed=move || if shown.get() { "true" } else { "false" }
                aria-label=td_string!(locale, form.show_password)
                title=td_string!(locale, form.show_password)
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {icon::eye()}
            </button>
        }
    });
    settled(view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="input">
                <input
                    id=id
                    name=name
                    type=move || if shown.get() { "text" } else { kind }
                    autocomplete=autocomplete
                    autocapitalize=(kind != "text").then_some("none")
                    spellcheck=(kind != "text").then_some("false")
                    inputmode=(!keyboard.is_empty()).then_some(keyboard)
                    value=value
                    autofocus=wrong
                    aria-invalid=move || problem.get().map(|_| "true")
                    aria-describedby=described_by
                />
                {toggle}
            </div>
            <div class="problem" id=problem_id>
                {move || problem.get().map(|problem| words_of_problem(locale, problem))}
            </div>
            {hint}
        </div>
    })
}

/// A value that goes with the form and is not shown.
#[component]
pub fn Hidden(
    /// The name it is sent under.
    name: &'static str,
    /// The value.
    value: String,
) -> impl IntoView {
    settled(view! { <input type="hidden" name=name value=value/> })
}

/// The button that sends the form. It stays in reach while the answer is on its way.
#[component]
pub fn Submit(
    /// What it does, in words.
    label: &'static str,
    /// Whether it is the page's main act.
    #[prop(default = true)]
    primary: bool,
    /// To what it does it, for those who do not see where the button stands; may be empty.
    #[prop(default = String::new())]
    what: String,
) -> impl IntoView {
    let busy = expect_context::<FormState>().busy;
    let what = (!what.is_empty())
        .then(|| view! { <span class="visually-hidden">{format!(" ({what})")}</span> });
    settled(view! {
        <button
            type="submit"
            class="pill"
            class:primary=primary
            aria-disabled=move || busy.get().then_some("true")
        >
            {label}
            {what}
        </button>
    })
}

fn problem_of(error: Option<&AppError>, name: &str) -> Option<Problem> {
    match error {
        Some(AppError::Invalid(problems)) => problems
            .iter()
            .find(|FieldProblem { field, .. }| field == name)
            .map(|found| found.problem),
        _ => None,
    }
}

fn first_wrong(refused: &RefusedForm) -> String {
    match &refused.error {
        AppError::Invalid(problems) => problems
            .first()
            .map(|problem| problem.field.clone())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// What happened to a form as a whole, in words. None when its fields say it.
pub fn words_of_error(locale: Locale, error: &AppError) -> Option<String> {
    Some(match error {
        AppError::Invalid(_) => {
            return problem_of(Some(error), "").map(|problem| words_of_problem(locale, problem));
        }
        AppError::Wait(seconds) if *seconds > 60 => {
            td_string!(
                locale,
                form.wait_minutes,
                minutes = seconds.div_ceil(60).to_string()
            )
        }
        AppError::Wait(seconds) => {
            td_string!(locale, form.wait_seconds, seconds = seconds.to_string())
        }
        AppError::Busy => td_string!(locale, form.busy).to_owned(),
        AppError::NotADocument(words) => words.clone(),
        AppError::SignInNeeded => td_string!(locale, form.sign_in_needed).to_owned(),
        AppError::Forbidden => td_string!(locale, form.forbidden).to_owned(),
        AppError::Unreachable => td_string!(locale, form.unreachable).to_owned(),
        AppError::NotFound
        | AppError::Gone(_)
        | AppError::LinkSpent
        | AppError::NotShared
        | AppError::Moved(_)
        | AppError::Elsewhere(_) => td_string!(locale, error.not_found_title).to_owned(),
        AppError::DiskFull => format!(
            "{}. {}",
            td_string!(locale, error.disk_full_title),
            td_string!(locale, error.disk_full_text)
        ),
        AppError::Failed(reference) if reference.is_empty() => {
            td_string!(locale, error.failed_text).to_owned()
        }
        AppError::Failed(reference) => format!(
            "{} {}",
            td_string!(locale, error.failed_title),
            td_string!(locale, error.reference, reference = reference.clone())
        ),
    })
}

/// Why something was not done, in words also where it was no form that was sent: what is wrong with a
/// field is said as it stands.
pub(crate) fn words_of_refusal(locale: Locale, error: &AppError) -> String {
    match (words_of_error(locale, error), error) {
        (Some(words), _) => words,
        (None, AppError::Invalid(problems)) => problems
            .iter()
            .map(|found| words_of_problem(locale, found.problem))
            .collect::<Vec<_>>()
            .join(" "),
        (None, _) => String::new(),
    }
}

/// A problem in words.
pub(crate) fn words_of_problem(locale: Locale, problem: Problem) -> String {
    let words = match problem {
        Problem::TooLong(most) => {
            return td_string!(locale, problem.too_long, most = most.to_string());
        }
        Problem::TooShort(least) => {
            return td_string!(locale, problem.too_short, least = least.to_string());
        }
        Problem::TooManyPixels(most) => {
            return td_string!(locale, problem.too_many_pixels, most = most.to_string());
        }
        Problem::TooManyBytes(most) => {
            return td_string!(locale, problem.too_many_bytes, most = most.to_string());
        }
        Problem::TooMany(most) => {
            return td_string!(locale, problem.too_many, most = most.to_string());
        }
        Problem::NeverMatches(line) => {
            return td_string!(locale, problem.never_matches, line = line.to_string());
        }
        Problem::Comment(problem) => return problem.words(locale),
        Problem::TooHeavy => td_string!(locale, problem.too_heavy),
        Problem::ControlCharacter => td_string!(locale, problem.control_character),
        Problem::Missing => td_string!(locale, problem.missing),
        Problem::NotAnAddress => td_string!(locale, problem.not_an_address),
        Problem::CommonPassword => td_string!(locale, problem.common_password),
        Problem::Different => td_string!(locale, problem.different),
        Problem::WrongSignIn => td_string!(locale, problem.wrong_sign_in),
        Problem::WrongPassword => td_string!(locale, problem.wrong_password),
        Problem::WrongCode => td_string!(locale, problem.wrong_code),
        Problem::Suspended => td_string!(locale, problem.suspended),
        Problem::AddressTaken => td_string!(locale, problem.address_taken),
        Problem::Unchanged => td_string!(locale, problem.unchanged),
        Problem::Expired => td_string!(locale, problem.expired),
        Problem::WrongPasskey => td_string!(locale, problem.wrong_passkey),
        Problem::LastAdministrator => td_string!(locale, problem.last_administrator),
        Problem::NotAChoice => td_string!(locale, problem.not_a_choice),
        Problem::NotATime => td_string!(locale, problem.not_a_time),
        Problem::Past => td_string!(locale, problem.past),
        Problem::SkippedTime => td_string!(locale, problem.skipped_time),
        Problem::NotAPicture => td_string!(locale, problem.not_a_picture),
        Problem::BrokenPicture => td_string!(locale, problem.broken_picture),
    };
    words.to_owned()
}

/// Sends a form's body (`application/x-www-form-urlencoded`) to a server function; its answer as JSON.
///
/// # Errors
/// What the server function says, or [`AppError::Unreachable`].
#[cfg(feature = "hydrate")]
pub async fn post(path: &str, body: String) -> Result<String, AppError> {
    browser::post(path, body).await
}

/// The language of the page, in which forms are answered.
#[cfg(feature = "hydrate")]
pub fn page_language() -> String {
    browser::page_language()
}

/// Reads such an answer.
///
/// # Errors
/// [`AppError::Unreachable`] when it is not what was expected.
#[cfg(feature = "hydrate")]
pub fn read_answer<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, AppError> {
    browser::read(json)
}
