//! Plain HTTP through a proxy: requests with the whole URL in the first line (RFC 9112, 3.2.2), which ureq does not send.
//!
//! `httparse` parses the heads of responses.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use httparse::Status;
use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use ureq::Proxy;
use ureq::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use ureq::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode};

/// Longest timeout, so that the deadline does not overflow `Instant`.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(86_400);

/// The longest head of a response.
const LONGEST_HEAD: u64 = 64 * 1024;

/// The most headers of a response. As the head is parsed after each line, they bound that too.
const MOST_HEADERS: usize = 128;

/// The body of a response, still to be read.
pub type Body = Box<dyn Read>;

/// Sends a request to a proxy, and returns the response with its body still to be read. The timeout includes reading the body.
///
/// The URL of the request must not have credentials in it.
///
/// # Errors
///
/// If the proxy can't be reached, does not speak HTTP/1, or does not respond within the timeout.
pub fn forward(
    proxy: &Proxy,
    request: &Request<Vec<u8>>,
    timeout: Duration,
) -> io::Result<Response<Body>> {
    let deadline = Instant::now() + timeout.min(LONGEST_TIMEOUT);
    let stream = connect(proxy, deadline)?;
    let mut stream = Timed { stream, deadline };
    stream.write_all(&head(proxy, request))?;
    stream.write_all(request.body())?;
    let mut reader = BufReader::new(stream);
    loop {
        let (status, headers) = response_head(&mut reader)?;
        // The responses before the last, such as `100 Continue`.
        if status.is_informational() {
            continue;
        }
        let body = body(reader, request.method(), status, &headers)?;
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        return Ok(response);
    }
}

fn connect(proxy: &Proxy, deadline: Instant) -> io::Result<TcpStream> {
    let host = proxy.host().trim_matches(['[', ']']).to_owned();
    let port = proxy.port();
    let resolve = move || Ok((host.as_str(), port).to_socket_addrs()?.collect::<Vec<_>>());
    let mut failed = io::Error::new(io::ErrorKind::NotFound, "the proxy has no address");
    for address in within(left(deadline)?, resolve)? {
        match TcpStream::connect_timeout(&address, left(deadline)?) {
            Ok(stream) => return Ok(stream),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

/// Runs a function that has no timeout of its own. After the timeout its thread is left to end by itself.
fn within<T: Send + 'static>(
    timeout: Duration,
    function: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new().spawn(move || sender.send(function()))?;
    let result = receiver.recv_timeout(timeout);
    result.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

fn head(proxy: &Proxy, request: &Request<Vec<u8>>) -> Vec<u8> {
    let (uri, headers) = (request.uri(), request.headers());
    let host = uri.authority().map_or("", |it| it.as_str());
    let path = uri.path_and_query().map_or("/", |it| it.as_str());
    let method = request.method();
    let mut fields = vec![
        format!("{method} http://{host}{path} HTTP/1.1"),
        format!("Host: {host}"),
        "Connection: close".to_owned(),
    ];
    if let Some(user) = proxy.username() {
        let password = proxy.password().unwrap_or_default();
        let credentials = STANDARD.encode(format!("{user}:{password}"));
        fields.push(format!("Proxy-Authorization: Basic {credentials}"));
    }
    if !request.body().is_empty() {
        fields.push(format!("Content-Length: {}", request.body().len()));
    }
    let mut head = fields.join("\r\n").into_bytes();
    head.extend(b"\r\n");
    for (name, value) in headers {
        head.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    head.extend(b"\r\n");
    head
}

fn response_head(reader: &mut impl BufRead) -> io::Result<(StatusCode, HeaderMap)> {
    let mut reader = reader.take(LONGEST_HEAD);
    let mut text = Vec::new();
    while reader.read_until(b'\n', &mut text)? > 0 {
        let mut fields = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut head = httparse::Response::new(&mut fields);
        if head.parse(&text).map_err(malformed)?.is_complete() {
            let status = StatusCode::from_u16(head.code.unwrap_or_default());
            let mut headers = HeaderMap::new();
            for field in head.headers.iter() {
                let name = HeaderName::from_bytes(field.name.as_bytes());
                let value = HeaderValue::from_bytes(field.value);
                headers.append(name.map_err(malformed)?, value.map_err(malformed)?);
            }
            return Ok((status.map_err(malformed)?, headers));
        }
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}

fn body(
    reader: BufReader<Timed>,
    method: &Method,
    status: StatusCode,
    headers: &HeaderMap,
) -> io::Result<Body> {
    let is_none = method == Method::HEAD || [204, 304].contains(&status.as_u16());
    if is_none {
        return Ok(Box::new(io::empty()));
    }
    if headers.contains_key(TRANSFER_ENCODING) {
        return Ok(Box::new(Chunked::new(reader)));
    }
    let Some(length) = headers.get(CONTENT_LENGTH) else {
        return Ok(Box::new(reader));
    };
    let length = length.to_str().ok().and_then(|it| it.parse().ok());
    let left = length.ok_or_else(|| malformed("invalid `Content-Length`"))?;
    Ok(Box::new(Measured { reader, left }))
}

/// The proxy sent something that is not HTTP/1.
fn malformed(error: impl Into<Box<dyn Error + Send + Sync>>) -> io::Error {
    let error = error.into();
    let message = format!("the proxy does not speak HTTP/1: {error}");
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// What is left until a deadline.
fn left(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    (!left.is_zero())
        .then_some(left)
        .ok_or_else(|| io::ErrorKind::TimedOut.into())
}

/// A stream whose reads and writes end at a deadline.
struct Timed {
    stream: TcpStream,
    deadline: Instant,
}

/// The error of a socket's timeout has another kind on each platform.
fn timed_out(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::WouldBlock => io::ErrorKind::TimedOut.into(),
        _ => error,
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(left(self.deadline)?))?;
        self.stream.read(buffer).map_err(timed_out)
    }
}

impl Write for Timed {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(left(self.deadline)?))?;
        self.stream.write(buffer).map_err(timed_out)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// A body of a known length: one that ends before is an error.
struct Measured<R> {
    reader: R,
    left: u64,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.by_ref().take(self.left).read(buffer)?;
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= read as u64;
        Ok(read)
    }
}

/// A body in chunks (RFC 9112, 7.1), without the trailers behind it.
struct Chunked<R> {
    chunk: Measured<R>,
    is_first: bool,
    is_done: bool,
}

impl<R: BufRead> Chunked<R> {
    fn new(reader: R) -> Self {
        Self {
            chunk: Measured { reader, left: 0 },
            is_first: true,
            is_done: false,
        }
    }

    fn begin_chunk(&mut self) -> io::Result<()> {
        let mut reader = self.chunk.reader.by_ref().take(LONGEST_HEAD);
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line)?;
        if !self.is_first && line == b"\r\n" {
            line.clear();
            reader.read_until(b'\n', &mut line)?;
        } else if !self.is_first && !line.is_empty() {
            return Err(malformed("a chunk is longer than its length"));
        }
        if !line.ends_with(b"\n") {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let length = match httparse::parse_chunk_size(&line) {
            // `httparse` takes a line without digits for a length of 0.
            Ok(Status::Complete((_, length))) if line[0].is_ascii_hexdigit() => length,
            _ => return Err(malformed("invalid length of a chunk")),
        };
        self.chunk.left = length;
        self.is_first = false;
        self.is_done = length == 0;
        Ok(())
    }
}

impl<R: BufRead> Read for Chunked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.chunk.left == 0 && !self.is_done {
            self.begin_chunk()?;
        }
        self.chunk.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::{Chunked, MOST_HEADERS, response_head, within};
    use std::io::{ErrorKind, Read};
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn the_timeout_bounds_a_function_that_has_none() {
        let (end, ended) = mpsc::channel::<()>();
        let endless = within(Duration::from_millis(1), move || {
            let _ = ended.recv();
            Ok(())
        });
        assert_eq!(
            endless.map_err(|error| error.kind()),
            Err(ErrorKind::TimedOut)
        );
        drop(end);
        assert_eq!(within(Duration::from_secs(60), || Ok(7)).ok(), Some(7));
    }

    #[test]
    fn a_head_is_read_up_to_its_end() {
        let many = "a: b\r\n".repeat(MOST_HEADERS + 1);
        for (text, expected) in [
            ("HTTP/1.1 200 OK\r\nA: b\r\n\r\nrest", Ok("rest")),
            ("HTTP/1.0 200\r\n\r\n", Ok("")),
            ("HTTP/1.1 200 OK\r\nA: b\r\n", Err(ErrorKind::UnexpectedEof)),
            ("HTTP/2.0 200 OK\r\n\r\n", Err(ErrorKind::InvalidData)),
            ("HTTP/1.1 OK\r\n\r\n", Err(ErrorKind::InvalidData)),
            (
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                Err(ErrorKind::InvalidData),
            ),
            (
                &format!("HTTP/1.1 200 OK\r\n{many}\r\n"),
                Err(ErrorKind::InvalidData),
            ),
        ] {
            let mut reader = text.as_bytes();
            let head = response_head(&mut reader).map_err(|error| error.kind());
            let rest = std::str::from_utf8(reader).unwrap_or_default();
            assert_eq!(head.map(|_| rest), expected, "{text}");
        }
    }

    #[test]
    fn chunks_are_read_up_to_the_one_of_length_0() {
        for (text, expected) in [
            (
                "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n",
                Ok("abc0123456789"),
            ),
            ("0\r\n", Ok("")),
            ("3\r\nab", Err(ErrorKind::UnexpectedEof)),
            ("3\r\nabc", Err(ErrorKind::UnexpectedEof)),
            ("3\r\nabc\r\n", Err(ErrorKind::UnexpectedEof)),
            ("3", Err(ErrorKind::UnexpectedEof)),
            ("3\r\nabcd\r\n0\r\n", Err(ErrorKind::InvalidData)),
            ("\r\n", Err(ErrorKind::InvalidData)),
            ("x\r\n", Err(ErrorKind::InvalidData)),
            ("11111111111111111\r\n", Err(ErrorKind::InvalidData)),
        ] {
            let mut body = String::new();
            let read = Chunked::new(text.as_bytes()).read_to_string(&mut body);
            let read = read.map_err(|error| error.kind());
            assert_eq!(read.map(|_| &*body), expected, "{text}");
        }
    }
}
