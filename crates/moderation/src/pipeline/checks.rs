//! The shorter checks.

use super::{Closed, ExternalVerdict, Reason, Rules, Standing, Submission, Verdict};
use crate::{AddressForm, Trust};

type Said = Option<(Verdict, Reason)>;

/// Hosts that hide where a link leads (shorteners that are common in Kazakhstan's chats).
const SHORTENERS: [&str; 14] = [
    "bit.ly",
    "clck.ru",
    "cutt.ly",
    "goo.gl",
    "goo.su",
    "is.gd",
    "ow.ly",
    "qps.ru",
    "rb.gy",
    "t.co",
    "tiny.cc",
    "tinyurl.com",
    "vk.cc",
    "u.to",
];

pub(super) fn standing(submission: &Submission<'_>, _: &Rules) -> Said {
    match submission.author.standing {
        Standing::Banned => Some((Verdict::Reject, Reason::Banned)),
        Standing::Suspended { until } if until > submission.now => {
            Some((Verdict::Reject, Reason::Suspended { until }))
        }
        _ => None,
    }
}

pub(super) fn closed(submission: &Submission<'_>, _: &Rules) -> Said {
    let reason = match submission.thread.closed? {
        Closed::ByHand => Reason::ClosedByHand,
        Closed::ByAge { days } => Reason::ClosedByAge { days },
    };
    Some((Verdict::Reject, reason))
}

pub(super) fn flood(submission: &Submission<'_>, rules: &Rules) -> Said {
    if submission.author.is_newsroom {
        return None;
    }
    let slow = submission.thread.slow_seconds;
    if let Some(last) = submission.last_here.filter(|_| slow > 0) {
        let wait = slow - (submission.now - last) / 1_000;
        if wait > 0 {
            return Some((
                Verdict::Reject,
                Reason::Slow {
                    seconds: slow,
                    wait,
                },
            ));
        }
    }
    let limits = &rules.limits;
    for ((minute, hour), (most_in_minute, most_in_hour)) in [
        (submission.by_person, limits.by_person),
        (submission.by_network, limits.by_network),
    ] {
        for (count, most, seconds) in [(minute, most_in_minute, 60), (hour, most_in_hour, 3_600)] {
            if count >= most {
                let reason = Reason::TooMany {
                    count,
                    seconds,
                    wait: if seconds == 60 { 60 } else { 600 },
                };
                return Some((Verdict::Reject, reason));
            }
        }
    }
    None
}

pub(super) fn words_reject(submission: &Submission<'_>, rules: &Rules) -> Said {
    let matches = rules.reject.find(submission.text.as_str());
    (!matches.is_empty()).then_some((Verdict::Reject, Reason::Words { matches }))
}

pub(super) fn words_hold(submission: &Submission<'_>, rules: &Rules) -> Said {
    let matches = rules.hold.find(submission.text.as_str());
    (!matches.is_empty()).then_some((Verdict::Hold, Reason::Words { matches }))
}

pub(super) fn links(submission: &Submission<'_>, rules: &Rules) -> Said {
    if submission.author.is_newsroom {
        return None;
    }
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let own = bare(submission.own_host);
    let is_own = |host: &str| {
        host == own
            || host
                .strip_suffix(own.as_str())
                .is_some_and(|rest| rest.ends_with('.') && !own.is_empty())
    };
    let mut hosts = Vec::new();
    for link in submission.text.links() {
        let host = bare(&link.host);
        if link.form == AddressForm::Hidden || SHORTENERS.contains(&host.as_str()) {
            let host = if host.is_empty() { link.shown } else { host };
            return Some((Verdict::Hold, Reason::HiddenLink { host }));
        }
        // The name of a site alone is spoken of, not led to.
        let leads = link.form == AddressForm::Linked || link.shown.contains(['/', '?', '#']);
        if leads && !is_own(&host) {
            hosts.push(host);
        }
    }
    let allowed = limit_of(rules.limits.links, submission.author.trust);
    let count = i64::try_from(hosts.len()).unwrap_or(i64::MAX);
    (count > allowed).then_some((
        Verdict::Hold,
        Reason::Links {
            count,
            allowed,
            hosts,
        },
    ))
}

fn limit_of(limits: [i64; 4], trust: Trust) -> i64 {
    let [new, basic, member, trusted] = limits;
    match trust {
        Trust::New => new,
        Trust::Basic => basic,
        Trust::Member => member,
        Trust::Trusted => trusted,
    }
}

pub(super) fn rejections(submission: &Submission<'_>, rules: &Rules) -> Said {
    let count = submission.author.rejected_recently;
    (count >= rules.limits.rejections && !submission.author.is_newsroom)
        .then_some((Verdict::Hold, Reason::RejectedBefore { count }))
}

pub(super) fn external(submission: &Submission<'_>, _: &Rules) -> Said {
    match submission.external.clone()? {
        ExternalVerdict::Said(Verdict::Pass, _) => None,
        ExternalVerdict::Said(verdict, words) => Some((verdict, Reason::Told { words })),
        ExternalVerdict::Failed(verdict) => Some((verdict, Reason::NoAnswer)),
    }
}

pub(super) fn trust(submission: &Submission<'_>, _: &Rules) -> Said {
    if submission.author.is_newsroom {
        return None;
    }
    if submission.thread.before {
        return Some((Verdict::Hold, Reason::Premoderated));
    }
    let (approved, first) = (
        submission.author.approved,
        submission.thread.newcomers_before,
    );
    (approved < first).then_some((Verdict::Hold, Reason::Newcomer { approved, first }))
}
