//! Redirects (RFC 9110, 15.4), each of which takes the route of its own URL.

use anyhow::{Context, Result, ensure};
use ureq::http::header::{AUTHORIZATION, LOCATION};
use ureq::http::{Request, Response, Uri};

/// Redirects of one request.
pub(super) const MOST: usize = 10;

/// The request that a response redirects to, if it does. `Authorization` goes to no other origin.
pub(super) fn follow<B>(
    request: &Request<()>,
    response: &Response<B>,
) -> Result<Option<Request<()>>> {
    let is_redirect = [301, 302, 303, 307, 308].contains(&response.status().as_u16());
    let Some(location) = response.headers().get(LOCATION).filter(|_| is_redirect) else {
        return Ok(None);
    };
    let location = location.to_str().context("invalid redirect")?;
    let uri = resolve(request.uri(), location);
    let uri = uri.with_context(|| format!("invalid redirect to `{location}`"))?;
    let mut next = request.clone();
    if origin(&uri) != origin(request.uri()) {
        next.headers_mut().remove(AUTHORIZATION);
    }
    *next.uri_mut() = uri;
    Ok(Some(next))
}

fn origin(uri: &Uri) -> (bool, Option<String>, u16) {
    let is_http = uri.scheme_str() == Some("http");
    let port = uri.port_u16().unwrap_or(if is_http { 80 } else { 443 });
    (is_http, uri.host().map(str::to_ascii_lowercase), port)
}

/// The URL of a reference (RFC 3986, 5.2).
fn resolve(base: &Uri, reference: &str) -> Result<Uri> {
    let scheme = base.scheme_str().unwrap_or_default();
    let root = format!(
        "{scheme}://{}",
        base.authority().map_or("", |it| it.as_str())
    );
    let reference = reference.split('#').next().unwrap_or_default();
    let (path, _) = reference.split_once('?').unwrap_or((reference, ""));
    let uri: Uri = if path.split('/').next().is_some_and(|it| it.contains(':')) {
        reference.parse()?
    } else if path.starts_with("//") {
        format!("{scheme}:{reference}").parse()?
    } else if path.is_empty() {
        let same = base.path_and_query().map_or("/", |it| it.as_str());
        let path = if reference.is_empty() {
            same
        } else {
            base.path()
        };
        format!("{root}{path}{reference}").parse()?
    } else {
        let folder = base
            .path()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let path = match path.strip_prefix('/') {
            Some(path) => without_dots(path.split('/')),
            None => without_dots(folder.split('/').skip(1).chain(path.split('/'))),
        };
        let query = reference.find('?').map_or("", |at| &reference[at..]);
        format!("{root}{path}{query}").parse()?
    };
    let is_spoken = matches!(uri.scheme_str(), Some("http" | "https"));
    ensure!(is_spoken, "only `http://` and `https://` are supported");
    Ok(uri)
}

/// An absolute path without the segments `.` and `..`.
fn without_dots<'a>(segments: impl Iterator<Item = &'a str>) -> String {
    let mut kept = Vec::new();
    let mut is_folder = false;
    for segment in segments {
        is_folder = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            other => kept.push(other),
        }
    }
    if is_folder {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{follow, resolve};
    use ureq::http::header::{AUTHORIZATION, LOCATION};
    use ureq::http::{Request, Response};

    #[test]
    fn references_are_resolved_against_the_url_of_the_request() {
        let base = "http://a:1/b/c?d".parse().expect("a URL");
        for (reference, expected) in [
            ("https://x/y?z#f", "https://x/y?z"),
            ("//x/y", "http://x/y"),
            ("/y:z?q=http://x", "http://a:1/y:z?q=http://x"),
            ("y?z", "http://a:1/b/y?z"),
            ("../y", "http://a:1/y"),
            ("../../y", "http://a:1/y"),
            ("./y/..", "http://a:1/b/"),
            ("?y", "http://a:1/b/c?y"),
            ("", "http://a:1/b/c?d"),
        ] {
            let found = resolve(&base, reference).expect(reference);
            assert_eq!(found.to_string(), expected, "{reference}");
        }
        for wrong in ["ftp://x/", "file:/etc/passwd", "http://"] {
            assert!(resolve(&base, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn authorization_goes_to_the_same_origin_only() {
        for (location, is_kept) in [
            ("/y", true),
            ("http://A:80/y", true),
            ("http://b/y", false),
            ("http://a:81/y", false),
            ("https://a/y", false),
        ] {
            let request = Request::get("http://a/x").header(AUTHORIZATION, "Bearer x");
            let request = request.body(()).expect("a request");
            let response = Response::builder().status(302).header(LOCATION, location);
            let response = response.body(()).expect("a response");
            let next = follow(&request, &response).expect(location);
            let headers = next.as_ref().map(Request::headers);
            let kept = headers.map(|it| it.contains_key(AUTHORIZATION));
            assert_eq!(kept, Some(is_kept), "{location}");
        }
    }
}
