//! Places are bounded and come free again.

use super::*;
use axum::http::Extensions;

/// Any number as the network of somebody behind a proxy that is trusted.
fn network(number: usize) -> ClientNetwork {
    let mut headers = HeaderMap::new();
    let address = format!("2001:db8:{:x}:{:x}::1", number / 65_536, number % 65_536);
    headers.insert("x-forwarded-for", address.parse().expect("a header"));
    let trusted = ["0.0.0.0/0".parse().expect("all")];
    ClientNetwork::of_request(&headers, &Extensions::new(), &trusted)
}

#[test]
fn a_network_has_its_share_and_leaves_the_others_theirs() {
    let audience = Audience::default();
    let mut seats: Vec<Seat> = (0..MOST_FROM_NETWORK)
        .map(|_| audience.take(network(1)).expect("a place"))
        .collect();
    assert!(audience.take(network(1)).is_none());
    assert!(audience.take(network(2)).is_some());
    seats.pop();
    assert!(audience.take(network(1)).is_some());
}

#[test]
fn a_full_house_refuses_and_keeps_nothing_of_whom_it_refuses() {
    let audience = Audience::default();
    let seats: Vec<Seat> = (0..MOST_LISTENERS)
        .map(|number| audience.take(network(number)).expect("a place"))
        .collect();
    assert!(audience.take(network(MOST_LISTENERS + 1)).is_none());
    let count = |audience: &Audience| {
        let seats = audience.0.lock().expect("a lock");
        (seats.taken, seats.networks.len())
    };
    assert_eq!(count(&audience), (MOST_LISTENERS, MOST_LISTENERS));
    drop(seats);
    assert_eq!(count(&audience), (0, 0));
}
