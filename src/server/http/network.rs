//! Where a request comes from.

use axum::http::{Extensions, HeaderMap};
use ipnet::IpNet;
use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::Once,
};

/// Proxies append the address they were called from.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The other end of the connection, put into every request by `connection.rs`.
#[derive(Clone, Copy, Debug)]
pub struct PeerAddress(pub IpAddr);

/// The network address that somebody's request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientNetwork(IpAddr);

impl ClientNetwork {
    /// Finds out where a request comes from. `X-Forwarded-For` is believed as far as trusted proxies
    /// have written it: from its end, past every address that is a trusted proxy, to the first that
    /// is not. Whatever a client has put before that is only talk.
    pub fn of_request(
        headers: &HeaderMap,
        extensions: &Extensions,
        trusted_proxies: &[IpNet],
    ) -> Self {
        let peer = extensions
            .get::<PeerAddress>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0)
            .to_canonical();
        if trusted_proxies.is_empty() && peer.is_loopback() && headers.contains_key(FORWARDED_FOR) {
            static TOLD: Once = Once::new();
            TOLD.call_once(|| {
                tracing::warn!(
                    "a proxy at {peer} says in X-Forwarded-For where readers come from, and is not believed: all \
                     of them count as one network. Add it to http.trusted_proxies."
                );
            });
        }
        let is_trusted = |address: &IpAddr| {
            trusted_proxies
                .iter()
                .any(|network| network.contains(address))
        };
        let mut client = peer;
        let forwarded: Vec<String> = headers
            .get_all(FORWARDED_FOR)
            .iter()
            .flat_map(|value| {
                // A line that is not ASCII counts too: what cannot be read ends the walk.
                String::from_utf8_lossy(value.as_bytes())
                    .split(',')
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        for written in forwarded.into_iter().rev() {
            if !is_trusted(&client) {
                break;
            }
            match written.trim().parse::<IpAddr>() {
                Ok(address) => client = address.to_canonical(),
                Err(_) => break,
            }
        }
        Self(client)
    }

    /// Reads an address; for tests and the command line. What is no address becomes 0.0.0.0.
    pub fn parse(text: &str) -> Self {
        Self(text.parse().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
    }

    /// What counts as one sender: an IPv4 address; of IPv6 the /64, because that much is given to
    /// every household.
    pub fn group(&self) -> String {
        match self.0 {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let network = u128::from(address) & !u128::from(u64::MAX);
                format!("{}/64", Ipv6Addr::from(network))
            }
        }
    }
}

impl fmt::Display for ClientNetwork {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            let line = HeaderValue::from_bytes(line.as_bytes()).expect("a header");
            headers.append(FORWARDED_FOR, line);
        }
        let mut extensions = Extensions::new();
        extensions.insert(PeerAddress(peer.parse().expect("an address")));
        let trusted: Vec<IpNet> = trusted
            .iter()
            .map(|network| network.parse().expect("a network"))
            .collect();
        ClientNetwork::of_request(&headers, &extensions, &trusted).to_string()
    }

    #[test]
    fn nobody_is_believed_unless_the_operator_says_so() {
        assert_eq!(client("203.0.113.9", &["192.0.2.1"], &[]), "203.0.113.9");
        assert_eq!(
            client("203.0.113.9", &["192.0.2.1"], &["10.0.0.0/8"]),
            "203.0.113.9"
        );
    }

    #[test]
    fn a_trusted_proxy_is_believed_and_what_a_client_put_before_is_not() {
        let trusted = ["10.0.0.0/8", "127.0.0.1/32"];
        assert_eq!(client("10.0.0.1", &["192.0.2.1"], &trusted), "192.0.2.1");
        assert_eq!(
            client("10.0.0.1", &["6.6.6.6, 192.0.2.1"], &trusted),
            "192.0.2.1"
        );
        assert_eq!(
            client("10.0.0.1", &["6.6.6.6", "192.0.2.1, 10.0.0.7"], &trusted),
            "192.0.2.1"
        );
        assert_eq!(client("10.0.0.1", &["nonsense"], &trusted), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &["é, 192.0.2.1"], &trusted), "192.0.2.1");
        assert_eq!(client("10.0.0.1", &[], &trusted), "10.0.0.1");
        assert_eq!(
            client("::ffff:10.0.0.1", &["::ffff:192.0.2.1"], &trusted),
            "192.0.2.1"
        );
    }

    #[test]
    fn a_household_is_one_sender() {
        let group = |text: &str| ClientNetwork::parse(text).group();
        assert_eq!(group("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(
            group("2001:db8:1:2::"),
            group("2001:db8:1:2:ffff:ffff:ffff:ffff")
        );
        assert_ne!(group("192.0.2.1"), group("192.0.2.2"));
    }
}
