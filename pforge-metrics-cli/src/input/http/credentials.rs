//! Credentials in the URL of a request.

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use ureq::http::header::AUTHORIZATION;
use ureq::http::uri::Authority;
use ureq::http::{HeaderValue, Request, Uri};

/// Moves the user and password of the URL into the header `Authorization`, as curl does. A header that is there already
/// goes before them.
pub(super) fn move_to_header(request: &mut Request<()>) -> Result<()> {
    let mut parts = request.uri().clone().into_parts();
    let authority = parts.authority.as_ref().map_or("", Authority::as_str);
    let Some((userinfo, host)) = authority.rsplit_once('@') else {
        return Ok(());
    };
    if !request.headers().contains_key(AUTHORIZATION) {
        let mut value = HeaderValue::from_str(&basic(userinfo))?;
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
    }
    parts.authority = Some(host.parse().context("the URL has no host")?);
    *request.uri_mut() = Uri::from_parts(parts)?;
    Ok(())
}

/// The value of the header (RFC 7617, section 2). A user without a password has an empty one.
fn basic(userinfo: &str) -> String {
    let (user, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
    let mut pair: Vec<u8> = percent_decode_str(user).collect();
    pair.push(b':');
    pair.extend(percent_decode_str(password));
    format!("Basic {}", STANDARD.encode(pair))
}

#[cfg(test)]
mod tests {
    use super::move_to_header;
    use ureq::http::Request;
    use ureq::http::header::AUTHORIZATION;

    #[test]
    fn credentials_in_the_url_are_sent_as_rfc_7617_says() {
        for (url, header, expected) in [
            ("http://a/x?y", None, ("http://a/x?y", None)),
            // The example of the RFC: `Aladdin` and `open sesame`.
            (
                "http://Aladdin:open%20sesame@a:80/x?y",
                None,
                (
                    "http://a:80/x?y",
                    Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
                ),
            ),
            // `user:`
            (
                "http://user@a/",
                None,
                ("http://a/", Some("Basic dXNlcjo=")),
            ),
            // `user:a:b@`
            (
                "http://user:a:b%40@a/",
                None,
                ("http://a/", Some("Basic dXNlcjphOmJA")),
            ),
            // `:secret`
            (
                "http://:secret@[::1]:9/",
                None,
                ("http://[::1]:9/", Some("Basic OnNlY3JldA==")),
            ),
            (
                "https://user@a/",
                Some("Bearer x"),
                ("https://a/", Some("Bearer x")),
            ),
        ] {
            let mut request = Request::get(url);
            if let Some(header) = header {
                request = request.header(AUTHORIZATION, header);
            }
            let mut request = request.body(()).expect(url);
            move_to_header(&mut request).expect(url);
            let header = request.headers().get(AUTHORIZATION);
            let header = header.and_then(|it| it.to_str().ok());
            assert_eq!((&*request.uri().to_string(), header), expected, "{url}");
        }
    }
}
