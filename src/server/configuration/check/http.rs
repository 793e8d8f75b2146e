//! Section `[http]`.

use std::net::IpAddr;
use std::time::Duration;

use ipnet::IpNet;

use super::super::HttpSettings;
use super::super::settings::Value;
use super::Check;

impl Check {
    pub(super) fn http(&mut self) -> Option<HttpSettings> {
        const KIB: u32 = 1024;
        const MIB: u32 = 1024 * KIB;
        let request_timeout = self.number("http.request_timeout_seconds", 30, 1..=600);
        let body_limit = self.number("http.body_limit_bytes", 2 * MIB, KIB..=1024 * MIB);
        let header_timeout = self.number("http.header_timeout_seconds", 10, 1..=600);
        let header_limit = self.number("http.header_limit_bytes", 16 * KIB, 8 * KIB..=MIB);
        let header_count = self.number("http.header_limit_count", 100, 16..=1_000);
        let trusted_proxies = self.trusted_proxies();
        Some(HttpSettings {
            request_timeout: Duration::from_secs(request_timeout?.into()),
            body_limit_bytes: usize::try_from(body_limit?).ok()?,
            header_timeout: Duration::from_secs(header_timeout?.into()),
            header_limit_bytes: usize::try_from(header_limit?).ok()?,
            header_limit_count: usize::try_from(header_count?).ok()?,
            trusted_proxies: trusted_proxies?,
        })
    }

    fn trusted_proxies(&mut self) -> Option<Vec<IpNet>> {
        const KEY: &str = "http.trusted_proxies";
        let (texts, origin) = match self.settings.get(KEY) {
            Some((Value::List(texts), origin)) => (texts.clone(), origin.clone()),
            _ => return Some(Vec::new()),
        };
        let networks: Vec<Option<IpNet>> = texts
            .iter()
            .map(|text| self.accept(KEY, &origin, text, parse_network(text)))
            .collect();
        networks.into_iter().collect()
    }
}

/// A network in CIDR notation (RFC 4632, RFC 4291), or a single address.
fn parse_network(text: &str) -> Result<IpNet, String> {
    text.parse::<IpNet>()
        .map(|network| network.trunc())
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .map_err(|_| {
            "expected an IP address such as 10.0.0.5 or a network such as 10.0.0.0/8 or fd00::/8"
                .to_owned()
        })
}
