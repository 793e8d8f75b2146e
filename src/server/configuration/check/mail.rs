//! Section `[mail]`.

use lettre::Address;
use lettre::message::Mailbox;
use url::Host;

use super::super::{MailSettings, SiteSettings, SmtpUrl};
use super::Check;

impl Check {
    pub(super) fn mail(&mut self, site: Option<&SiteSettings>) -> Option<MailSettings> {
        let smtp = match self.written_text("mail.smtp_url") {
            Some((text, origin)) if !text.trim().is_empty() => {
                let parsed = SmtpUrl::parse(&text);
                self.accept("mail.smtp_url", &origin, &text, parsed)
                    .map(Some)
            }
            _ => Some(None),
        };
        let from = match self.written_text("mail.from") {
            Some((text, origin)) => {
                let parsed = parse_mailbox(&text);
                self.accept("mail.from", &origin, &text, parsed)
            }
            None => site.and_then(own_mailbox),
        };
        Some(MailSettings {
            smtp: smtp?,
            from: from?,
        })
    }
}

fn parse_mailbox(text: &str) -> Result<Mailbox, String> {
    text.parse()
        .ok()
        .filter(|_| !text.contains(char::is_control))
        .ok_or_else(|| {
            "expected an address such as news@paper.example or \"The Paper\" <news@paper.example>; \
             quotes around the name are needed if there are other signs in it than letters, \
             digits, spaces and full stops"
                .to_owned()
        })
}

/// The paper's name, and an address at its own host, if that has a name.
fn own_mailbox(site: &SiteSettings) -> Option<Mailbox> {
    let name = site.name(site.default_language).to_owned();
    let host = match site.url.host() {
        Some(Host::Domain(host)) => host.trim_end_matches('.'),
        _ => "localhost",
    };
    let address = Address::new("tilshi", host).or_else(|_| Address::new("tilshi", "localhost"));
    address
        .ok()
        .map(|address| Mailbox::new(Some(name), address))
}
