//! Plain HTTP by way of a proxy: requests with the whole URL in their first line (RFC 9112, 3.2.2), which ureq does not send.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
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

type Body = Box<dyn Read>;

/// Sends a request, and returns the response with its body still to be read. All of that has to be done within the timeout.
///
/// The URL of the request has no credentials in it.
pub(super) fn send(
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
    let first = line(&mut reader)?;
    let mut words = first.split(' ');
    let version = words.next().unwrap_or_default();
    let status = words.next().and_then(|it| it.parse().ok());
    let (true, Some(status)) = (version.starts_with("HTTP/1."), status) else {
        return Err(malformed("the proxy does not speak HTTP/1"));
    };
    let mut headers = HeaderMap::new();
    loop {
        let line = line(&mut reader)?;
        if line.is_empty() {
            return Ok((status, headers));
        }
        let header = line.split_once(':').and_then(|(name, value)| {
            let name: HeaderName = name.parse().ok()?;
            let value: HeaderValue = value.trim().parse().ok()?;
            Some((name, value))
        });
        let (name, value) = header.ok_or_else(|| malformed("the response has no valid head"))?;
        headers.append(name, value);
    }
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
    let left = length.ok_or_else(|| malformed("the response has no valid length"))?;
    Ok(Box::new(Measured { reader, left }))
}

/// A line without its end.
fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let line = line
        .strip_suffix('\n')
        .ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(line.trim_end_matches('\r').to_owned())
}

fn malformed(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
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
        let reader = &mut self.chunk.reader.by_ref().take(LONGEST_HEAD);
        if !self.is_first && !line(reader)?.is_empty() {
            return Err(malformed("a chunk is longer than its length"));
        }
        let line = line(reader)?;
        let length = line.split(';').next().unwrap_or_default().trim();
        let length = u64::from_str_radix(length, 16);
        self.chunk.left = length.map_err(|_| malformed("a chunk has no length"))?;
        self.is_first = false;
        self.is_done = self.chunk.left == 0;
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
    use super::within;
    use std::io::ErrorKind;
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
}
