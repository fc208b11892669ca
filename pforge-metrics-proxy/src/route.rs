//! Chooses the way to a server by the environment variables that curl reads.
//!
//! `NO_PROXY` is matched here because the matcher of `hyper-util` does not support ports, lists separated by
//! spaces, `*.domain` or a dot at the end of a name, and ignores an invalid proxy.

use std::fmt;
use std::net::IpAddr;
use ureq::http::Uri;
use ureq::{Proxy, ProxyProtocol};

/// The way to a server.
#[derive(Clone, Debug, PartialEq)]
pub enum Route {
    /// A connection to the server itself.
    Direct,
    /// A connection through the proxy, which passes on bytes.
    Tunnel(Proxy),
    /// A request to the proxy, which sends it on to the server: plain HTTP by an `http://` proxy. curl does the same, since many
    /// proxies make tunnels to port 443 alone.
    Forward(Proxy),
}

/// An environment variable whose value can't be used. The message leaves out the value, which may have a password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvalidProxy {
    /// The value is not the URL of a proxy.
    Url {
        /// The name of the variable.
        variable: &'static str,
    },
    /// The value is an `https://` proxy, and the request is for an `http://` URL. Such a proxy needs the whole URL over TLS, where
    /// ureq makes a tunnel.
    HttpOverTls {
        /// The name of the variable.
        variable: &'static str,
    },
}

impl Route {
    /// Chooses by the scheme and the host of a URL: `http_proxy` is for `http`, `https_proxy` for `https`, and `all_proxy` for
    /// both. Hosts in `no_proxy` are reached directly, and so are loopback addresses, which mean another machine to a
    /// proxy. `variable` looks up a variable of the environment.
    ///
    /// # Errors
    ///
    /// If the value of the variable is not the URL of a proxy, or of one that can't be used for the scheme.
    pub fn to(uri: &Uri, variable: impl Fn(&str) -> Option<String>) -> Result<Self, InvalidProxy> {
        let first = |names: &[&'static str]| {
            let values = names.iter().map(|&name| (name, variable(name)));
            let mut set = values.filter_map(|(name, value)| Some((name, value?)));
            set.find(|(_, value)| !value.is_empty())
        };
        let is_http = uri.scheme_str() == Some("http");
        // `HTTP_PROXY` is ignored: in a CGI program a client sets it with a `Proxy` header.
        let proxies: &[_] = if is_http {
            &["http_proxy", "all_proxy", "ALL_PROXY"]
        } else {
            &["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        };
        let Some((variable, proxy)) = first(proxies) else {
            return Ok(Self::Direct);
        };
        let excluded = first(&["no_proxy", "NO_PROXY"]).map(|(_, list)| list);
        if is_excluded(uri, is_http, &excluded.unwrap_or_default()) {
            return Ok(Self::Direct);
        }
        let proxy = Proxy::new(proxy.trim()).map_err(|_| InvalidProxy::Url { variable })?;
        match proxy.protocol() {
            ProxyProtocol::Http if is_http => Ok(Self::Forward(proxy)),
            ProxyProtocol::Https if is_http => Err(InvalidProxy::HttpOverTls { variable }),
            _ => Ok(Self::Tunnel(proxy)),
        }
    }
}

/// Returns the host and the port of a proxy, without its credentials, for messages.
#[must_use]
pub fn address(proxy: &Proxy) -> String {
    format!("{}:{}", proxy.host(), proxy.port())
}

impl fmt::Display for InvalidProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url { variable } => write!(
                f,
                "`{variable}` in the environment is not the URL of an HTTP or SOCKS proxy"
            ),
            Self::HttpOverTls { variable } => write!(
                f,
                "`{variable}` in the environment is an `https://` proxy, which is supported for `https://` URLs only"
            ),
        }
    }
}

impl std::error::Error for InvalidProxy {}

/// Returns whether a server is reached directly: its host is loopback or in the list.
fn is_excluded(uri: &Uri, is_http: bool, list: &str) -> bool {
    let host = uri.host().unwrap_or_default();
    let host = Host::new(host);
    let port = uri.port_u16().unwrap_or(if is_http { 80 } else { 443 });
    let mut patterns = list.split(|it: char| it == ',' || it.is_ascii_whitespace());
    host.is_loopback() || patterns.any(|pattern| host.matches(pattern, port))
}

/// A host of a URL or of a pattern: without the brackets of an IPv6 address, the dot at the end of a full name, and capitals.
#[derive(PartialEq)]
enum Host {
    Address(IpAddr),
    Name(String),
}

impl Host {
    fn new(host: &str) -> Self {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        match bare.parse::<IpAddr>() {
            Ok(address) => Self::Address(address.to_canonical()),
            Err(_) => Self::Name(bare.trim_end_matches('.').to_ascii_lowercase()),
        }
    }

    fn is_loopback(&self) -> bool {
        match self {
            Self::Address(address) => address.is_loopback(),
            Self::Name(name) => name == "localhost" || name.ends_with(".localhost"),
        }
    }

    /// A pattern is `*`, a domain with all below it, an address, or a network such as `10.0.0.0/8`. The first three may have a
    /// port.
    fn matches(&self, pattern: &str, port: u16) -> bool {
        if pattern.is_empty() || pattern == "*" {
            return pattern == "*";
        }
        if let (Self::Address(address), Some((network, bits))) = (self, pattern.split_once('/')) {
            return is_in(*address, network, bits);
        }
        let (pattern, wanted) = split_port(pattern);
        let pattern = pattern.strip_prefix('*').unwrap_or(pattern);
        let pattern = Self::new(pattern.strip_prefix('.').unwrap_or(pattern));
        wanted.is_none_or(|wanted| wanted == port) && self.is_within(&pattern)
    }

    fn is_within(&self, domain: &Self) -> bool {
        if self == domain {
            return true;
        }
        let (Self::Name(name), Self::Name(domain)) = (self, domain) else {
            return false;
        };
        let below = name.strip_suffix(domain.as_str());
        !domain.is_empty() && below.is_some_and(|below| below.ends_with('.'))
    }
}

/// `host:port` or `[address]:port`; an address of IPv6 without brackets has no port.
fn split_port(pattern: &str) -> (&str, Option<u16>) {
    let Some((host, port)) = pattern.rsplit_once(':') else {
        return (pattern, None);
    };
    let has_port = !host.contains(':') || host.ends_with(']');
    match port.parse() {
        Ok(port) if has_port => (host, Some(port)),
        _ => (pattern, None),
    }
}

fn is_in(address: IpAddr, network: &str, bits: &str) -> bool {
    let (Ok(network), Ok(bits)) = (network.parse(), bits.parse::<u32>()) else {
        return false;
    };
    match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) if bits <= 32 => {
            let differs = address.to_bits() ^ network.to_bits();
            differs.checked_shr(32 - bits).unwrap_or_default() == 0
        }
        (IpAddr::V6(address), IpAddr::V6(network)) if bits <= 128 => {
            let differs = address.to_bits() ^ network.to_bits();
            differs.checked_shr(128 - bits).unwrap_or_default() == 0
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{InvalidProxy, Route};
    use ureq::Proxy;

    fn route(url: &str, environment: &[(&str, &str)]) -> Result<Route, InvalidProxy> {
        Route::to(&url.parse().expect(url), |name| {
            let mut set = environment.iter();
            let found = set.find(|(set, _)| *set == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn forward(proxy: &str) -> Route {
        Route::Forward(Proxy::new(proxy).expect(proxy))
    }

    fn tunnel(proxy: &str) -> Route {
        Route::Tunnel(Proxy::new(proxy).expect(proxy))
    }

    #[test]
    fn the_scheme_chooses_the_proxy() {
        let (http, https) = ("http://gateway.example/", "https://gateway.example/");
        let (a, b) = ("http://a:3128", "http://b:3128");
        for (url, environment, expected) in [
            (http, &[][..], Ok(Route::Direct)),
            (http, &[("http_proxy", a), ("all_proxy", b)], Ok(forward(a))),
            (http, &[("http_proxy", "a:3128")], Ok(forward("a:3128"))),
            (
                http,
                &[("http_proxy", ""), ("all_proxy", b)],
                Ok(forward(b)),
            ),
            (http, &[("ALL_PROXY", b)], Ok(forward(b))),
            (http, &[("HTTP_PROXY", a)], Ok(Route::Direct)),
            (http, &[("HTTPS_PROXY", a)], Ok(Route::Direct)),
            (
                http,
                &[("http_proxy", "socks5h://a")],
                Ok(tunnel("socks5h://a")),
            ),
            (
                http,
                &[("http_proxy", "https://a")],
                Err(InvalidProxy::HttpOverTls {
                    variable: "http_proxy",
                }),
            ),
            (
                https,
                &[("all_proxy", "https://a")],
                Ok(tunnel("https://a")),
            ),
            (
                https,
                &[("https_proxy", a), ("HTTPS_PROXY", b)],
                Ok(tunnel(a)),
            ),
            (
                https,
                &[("HTTPS_PROXY", a), ("ALL_PROXY", b)],
                Ok(tunnel(a)),
            ),
            (https, &[("all_proxy", a), ("ALL_PROXY", b)], Ok(tunnel(a))),
            (https, &[("http_proxy", a)], Ok(Route::Direct)),
            (
                http,
                &[("http_proxy", "ftp://user:secret@a")],
                Err(InvalidProxy::Url {
                    variable: "http_proxy",
                }),
            ),
        ] {
            assert_eq!(route(url, environment), expected, "{url} {environment:?}");
        }
    }

    #[test]
    fn hosts_in_no_proxy_and_loopback_addresses_are_reached_directly() {
        for (host, no_proxy, is_direct) in [
            ("a.example", "", false),
            ("a.example", "*", true),
            ("a.example", "example", true),
            ("a.example", ".example", true),
            ("a.example", "*.example", true),
            ("example", ".example", true),
            ("A.Example.", "a.example", true),
            ("a.example", "other, EXAMPLE.", true),
            ("a.example", "other a.example", true),
            ("aexample", "example", false),
            ("a.example", "a", false),
            ("a.example", ".", false),
            ("a.example:9091", "a.example:9091", true),
            ("a.example:9091", "a.example:80", false),
            ("a.example", "a.example:80", true),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.0.0.0/8", true),
            ("10.1.2.3", "0.0.0.0/0", true),
            ("10.1.2.3", "10.1.2.0/31", false),
            ("10.1.2.3", "10.0.0.0/33", false),
            ("10.1.2.3", "1.2.3", false),
            ("[fd00::1]", "fd00::1", true),
            ("[fd00::1]:9091", "[fd00::1]:9091", true),
            ("[fd00::1]", "fd00::/8", true),
            ("[fd00::1]", "fe00::/8", false),
            ("localhost", "", true),
            ("a.localhost:9091", "", true),
            ("127.0.0.1:9091", "", true),
            ("127.9.9.9", "", true),
            ("[::1]:9091", "", true),
            ("[::ffff:127.0.0.1]", "", true),
            ("localhost.example", "", false),
        ] {
            let environment = [("all_proxy", "http://proxy"), ("NO_PROXY", no_proxy)];
            let expected = if is_direct {
                Route::Direct
            } else {
                forward("http://proxy")
            };
            let found = route(&format!("http://{host}/"), &environment);
            assert_eq!(found, Ok(expected), "{host} `{no_proxy}`");
        }
    }

    #[test]
    fn the_lower_case_list_goes_before_the_other() {
        let proxy = ("http_proxy", "http://proxy");
        let lists = [proxy, ("no_proxy", "other"), ("NO_PROXY", "*")];
        assert_eq!(route("http://a/", &lists), Ok(forward("http://proxy")));
    }
}
