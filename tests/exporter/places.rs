//! Who makes room when more clients come than there are places.

use std::io::ErrorKind::WouldBlock;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::{REQUEST, answer, ask, connect, exporter, is_closed, is_served, start};
use crate::serve::{large, waiting};

/// What everybody has before the connection may be lost.
const ENOUGH: Duration = Duration::from_millis(100);

fn is_open(client: &TcpStream) -> bool {
    client
        .try_read(&mut [0])
        .is_err_and(|error| error.kind() == WouldBlock)
}

#[tokio::test]
async fn who_kept_the_server_waiting_for_longest_makes_room() {
    let address = start(exporter().server().max_connections(3)).await;
    let (mut silent, mut idle) = (connect(address).await, connect(address).await);
    let mut others = Vec::new();
    // The second has asked since, and the third sends its request by bytes.
    assert!(is_served(&ask(&mut idle).await));
    let mut drips = connect(address).await;
    drips.write_all(b"GET /").await.unwrap();

    let mut fourth = connect(address).await;
    assert!(is_served(&ask(&mut fourth).await));
    assert!(is_closed(&mut silent).await);
    assert!(is_open(&idle) && is_open(&drips));

    let mut fifth = connect(address).await;
    assert!(is_served(&ask(&mut fifth).await));
    assert!(is_closed(&mut idle).await);
    assert!(is_open(&drips) && is_open(&fourth));

    // Who asks again was not waited for: now the fifth was, for longer.
    assert!(is_served(&ask(&mut fourth).await));
    for closed in [&mut drips, &mut fifth] {
        assert!(is_open(&fourth));
        let mut next = connect(address).await;
        assert!(is_served(&ask(&mut next).await));
        assert!(is_closed(closed).await);
        others.push(next);
    }
}

#[tokio::test]
async fn nobody_makes_room_at_once() {
    let address = start(exporter().server().max_connections(1)).await;
    let mut first = connect(address).await;
    let mut second = connect(address).await;
    let began = Instant::now();
    second.write_all(REQUEST.as_bytes()).await.unwrap();
    assert!(is_closed(&mut first).await);
    assert!(is_served(&answer(&mut second).await));
    // The first had its time from when it connected, just before.
    assert!(began.elapsed() > ENOUGH / 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_finished_and_is_the_last_while_others_wait() {
    let (exporter, is_asked, let_answer) = waiting();
    let address = start(exporter.server().max_connections(1)).await;
    let mut running = connect(address).await;
    running.write_all(REQUEST.as_bytes()).await.unwrap();
    is_asked.recv().unwrap();
    let mut next = connect(address).await;
    next.write_all(REQUEST.as_bytes()).await.unwrap();
    // Longer than an idle connection would have.
    assert!(
        tokio::time::timeout(ENOUGH * 2, answer(&mut running))
            .await
            .is_err()
    );
    assert!(is_open(&next));
    let_answer.send(()).unwrap();
    let first = answer(&mut running).await;
    assert!(first.starts_with("HTTP/1.1 200 ") && first.contains("\nwaited 0\n"));
    assert!(first.contains("\r\nconnection: close\r\n"), "{first}");
    assert!(is_closed(&mut running).await);
    let_answer.send(()).unwrap();
    let second = answer(&mut next).await;
    assert!(second.starts_with("HTTP/1.1 200 ") && !second.contains("\r\nconnection: "));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_an_answer_keeps_the_place_and_who_takes_nothing_does_not() {
    let address = start(large().server().max_connections(1)).await;
    let mut slow = connect(address).await;
    slow.write_all(REQUEST.as_bytes()).await.unwrap();
    slow.readable().await.unwrap();
    let mut next = connect(address).await;
    next.write_all(REQUEST.as_bytes()).await.unwrap();
    // A piece now and then, so that it takes longer than an idle connection would have.
    let (began, mut length) = (Instant::now(), 0);
    let mut ticks = tokio::time::interval(ENOUGH / 10);
    let mut piece = vec![0; 1 << 20];
    while length < 26 << 20 {
        ticks.tick().await;
        let read = slow.read_exact(&mut piece).await;
        length += read.expect("the slow client was cut");
    }
    assert!(began.elapsed() > ENOUGH * 2);

    // Now the next has its turn, and takes nothing.
    next.readable().await.unwrap();
    let mut last = connect(address).await;
    last.write_all(REQUEST.as_bytes()).await.unwrap();
    let mut status = [0; 12];
    last.read_exact(&mut status).await.unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
    assert!(began.elapsed() < Duration::from_secs(25));
}
