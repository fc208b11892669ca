//! Invalid and oversized requests of attackers.

use super::REQUEST;

/// The name, the bytes and the expected status of each request. The status is empty if there is no response.
pub fn invalid_requests() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    const MIB: usize = 1 << 20;
    let header = |name: &str, length| {
        let value = "x".repeat(length);
        format!("{REQUEST}{name}: {value}\r\n\r\n").into_bytes()
    };
    vec![
        ("10 MiB of Accept", header("Accept", 10 * MIB), "431"),
        (
            "10 MiB of Authorization",
            header("Authorization", 10 * MIB),
            "431",
        ),
        (
            "100,000 headers",
            format!("{REQUEST}{}\r\n", "X: x\r\n".repeat(100_000)).into_bytes(),
            "431",
        ),
        (
            "101 headers",
            format!("{REQUEST}{}\r\n", "X: x\r\n".repeat(100)).into_bytes(),
            "431",
        ),
        (
            "a request line of 1 MiB",
            format!("GET /metrics?{} HTTP/1.1\r\n\r\n", "x".repeat(MIB)).into_bytes(),
            "431",
        ),
        (
            "a request line of 100 KiB",
            format!("GET /metrics?{} HTTP/1.1\r\n\r\n", "x".repeat(100 << 10)).into_bytes(),
            "414",
        ),
        ("1 MiB without a line", vec![b'x'; MIB], "431"),
        (
            "TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
            "400",
        ),
        ("zeros", vec![0; MIB], "400"),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), ""),
        (
            "two lengths",
            format!("{REQUEST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n").into_bytes(),
            "400",
        ),
    ]
}
