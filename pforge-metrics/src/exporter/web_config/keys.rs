//! Interprets the keys of the file.

use super::tls::{ClientAuth, Written as WrittenTls};
use super::yaml::{YamlEntry, YamlError, YamlNode, YamlValue};
use crate::exporter::file_cache::ContentSource;
use crate::exporter::{Auth, AuthError};
use std::collections::BTreeMap;
use std::path::Path;

/// The settings of a file.
#[derive(Default)]
pub(super) struct Written {
    pub(super) tls: Option<WrittenTls>,
    pub(super) auth: Option<Auth>,
}

/// Reads the settings of a file. Relative paths are resolved against `folder`.
pub(super) fn read(root: YamlNode, folder: &Path) -> Result<Written, YamlError> {
    let mut written = Written::default();
    for YamlEntry { key, line, node } in mapping(root, "the file")? {
        match key.as_str() {
            "tls_server_config" => written.tls = tls(line, node, folder)?,
            "http_server_config" => http(node)?,
            "basic_auth_users" => written.auth = users(line, node)?,
            "rate_limit" => return Err(not_supported(line, &key, "limit the rate with a layer")),
            _ => return Err(unknown(line, &key)),
        }
    }
    Ok(written)
}

fn tls(line: usize, node: YamlNode, folder: &Path) -> Result<Option<WrittenTls>, YamlError> {
    let entries = mapping(node, "`tls_server_config`")?;
    if entries.is_empty() {
        return Ok(None);
    }
    let (mut cert, mut key, mut client_ca) = (None, None, None);
    let mut written = WrittenTls::default();
    let lines = KeyLines::of(line, &entries);
    for entry in entries {
        match entry.key.as_str() {
            "cert" | "cert_file" => source(&mut cert, entry, folder)?,
            "key" | "key_file" => source(&mut key, entry, folder)?,
            "client_ca" | "client_ca_file" => source(&mut client_ca, entry, folder)?,
            "client_auth_type" => written.client_auth = client_auth(entry)?,
            "min_version" => written.min_version = version(entry)?,
            "max_version" => written.max_version = version(entry)?,
            "cipher_suites" => written.cipher_suites = texts(entry)?,
            "curve_preferences" => written.curves = texts(entry)?,
            "prefer_server_cipher_suites" => written.prefers_own_suites = boolean(entry)?,
            "client_allowed_sans" => {
                let instead = "use a separate certificate authority for clients";
                return Err(not_supported(entry.line, &entry.key, instead));
            }
            _ => return Err(unknown(entry.line, &entry.key)),
        }
    }
    written.sources = sources(&lines, written.client_auth, [cert, key, client_ca])?;
    written
        .check()
        .map_err(|fault| YamlError::new(lines.line(fault.key), fault.message))?;
    Ok(Some(written))
}

/// The line numbers of a mapping and its keys.
struct KeyLines {
    own: usize,
    keys: BTreeMap<String, usize>,
}

impl KeyLines {
    fn of(own: usize, entries: &[YamlEntry]) -> Self {
        let keys = entries.iter().map(|it| (it.key.clone(), it.line));
        let keys = keys.collect();
        Self { own, keys }
    }

    /// Returns the line of a key or of its `_file` variant, or else the line of the mapping.
    fn line(&self, key: &str) -> usize {
        let line = self.keys.get(key);
        let line = line.or_else(|| self.keys.get(&format!("{key}_file")));
        line.copied().unwrap_or(self.own)
    }
}

/// Returns the certificate, the key, and the client authority if clients are authenticated.
fn sources(
    lines: &KeyLines,
    client_auth: ClientAuth,
    [cert, key, client_ca]: [Option<ContentSource>; 3],
) -> Result<Vec<ContentSource>, YamlError> {
    let missing = |what| {
        YamlError::new(
            lines.own,
            format!("missing key `{what}` in `tls_server_config`"),
        )
    };
    let mut sources = vec![
        cert.ok_or_else(|| missing("cert_file"))?,
        key.ok_or_else(|| missing("key_file"))?,
    ];
    match (client_auth, client_ca) {
        (ClientAuth::None, None) => {}
        (ClientAuth::None, Some(_)) => {
            let message = "`client_ca_file` without a `client_auth_type` that requests certificates; help: add `client_auth_type: RequireAndVerifyClientCert`";
            return Err(YamlError::new(lines.line("client_ca"), message));
        }
        (_, Some(client_ca)) => sources.push(client_ca),
        (asked, None) => {
            let message = format!(
                "`client_auth_type: {}` without a `client_ca_file`; help: add `client_ca_file: ` with the authority that issues client certificates",
                asked.name()
            );
            return Err(YamlError::new(lines.line("client_auth_type"), message));
        }
    }
    Ok(sources)
}

/// Reads a file path or an inline value. Both at once are an error.
fn source(
    slot: &mut Option<ContentSource>,
    entry: YamlEntry,
    folder: &Path,
) -> Result<(), YamlError> {
    if slot.is_some() {
        let key = entry.key.trim_end_matches("_file");
        let message = format!("`{key}` and `{key}_file` are mutually exclusive");
        return Err(YamlError::new(entry.line, message));
    }
    let is_file = entry.key.ends_with("_file");
    let text = text(&entry.key, entry.node)?;
    *slot = Some(if is_file {
        ContentSource::File(folder.join(text))
    } else {
        ContentSource::Inline(text.into_bytes())
    });
    Ok(())
}

fn client_auth(entry: YamlEntry) -> Result<ClientAuth, YamlError> {
    let (key, line) = (entry.key, entry.node.line);
    match text(&key, entry.node)?.as_str() {
        "NoClientCert" => Ok(ClientAuth::None),
        "VerifyClientCertIfGiven" => Ok(ClientAuth::IfGiven),
        "RequireAndVerifyClientCert" => Ok(ClientAuth::Required),
        "RequestClientCert" | "RequireAnyClientCert" | "RequireClientCert" => Err(not_supported(
            line,
            &key,
            "it leaves client certificates unverified; use `RequireAndVerifyClientCert`",
        )),
        other => Err(invalid(line, &key, other)),
    }
}

fn version(entry: YamlEntry) -> Result<u8, YamlError> {
    let (key, line) = (entry.key, entry.node.line);
    match text(&key, entry.node)?.as_str() {
        "TLS12" => Ok(12),
        "TLS13" => Ok(13),
        "TLS10" | "TLS11" => Err(not_supported(line, &key, "use `TLS12` or `TLS13`")),
        other => Err(invalid(line, &key, other)),
    }
}

/// HTTP/2 is a permission, which both answers leave unused.
fn http(node: YamlNode) -> Result<(), YamlError> {
    for entry in mapping(node, "`http_server_config`")? {
        match entry.key.as_str() {
            "http2" => _ = boolean(entry)?,
            "headers" => {
                let instead = "set headers with a layer";
                return Err(not_supported(entry.line, &entry.key, instead));
            }
            _ => return Err(unknown(entry.line, &entry.key)),
        }
    }
    Ok(())
}

fn users(line: usize, node: YamlNode) -> Result<Option<Auth>, YamlError> {
    let entries = mapping(node, "`basic_auth_users`")?;
    let lines = KeyLines::of(line, &entries);
    let mut users = Vec::new();
    for YamlEntry { key, node, .. } in entries {
        let hash = text(&key, node)?;
        users.push((key, hash));
    }
    if users.is_empty() {
        return Ok(None);
    }
    let auth = Auth::basic(users).map_err(|error| {
        let line = match &error {
            AuthError::InvalidUser { name } | AuthError::InvalidHash { name } => lines.line(name),
            _ => line,
        };
        YamlError::new(line, error.to_string())
    })?;
    Ok(Some(auth))
}

fn mapping(node: YamlNode, what: &str) -> Result<Vec<YamlEntry>, YamlError> {
    match node.value {
        YamlValue::Mapping(entries) => Ok(entries),
        YamlValue::Null => Ok(Vec::new()),
        _ => Err(YamlError::new(
            node.line,
            format!("{what} must be a mapping"),
        )),
    }
}

fn text(key: &str, node: YamlNode) -> Result<String, YamlError> {
    match node.value {
        YamlValue::Text(text) if !text.is_empty() => Ok(text),
        _ => Err(YamlError::new(
            node.line,
            format!("`{key}` must be a string"),
        )),
    }
}

fn texts(entry: YamlEntry) -> Result<Vec<String>, YamlError> {
    let nodes = match entry.node.value {
        YamlValue::List(nodes) => nodes,
        YamlValue::Null => Vec::new(),
        _ => {
            let message = format!("`{}` must be a list", entry.key);
            return Err(YamlError::new(entry.line, message));
        }
    };
    nodes
        .into_iter()
        .map(|node| text(&entry.key, node))
        .collect()
}

fn boolean(entry: YamlEntry) -> Result<bool, YamlError> {
    let (key, line) = (entry.key, entry.node.line);
    match text(&key, entry.node)?.as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        other => Err(invalid(line, &key, other)),
    }
}

fn unknown(line: usize, key: &str) -> YamlError {
    YamlError::new(line, format!("unknown key `{key}`"))
}

fn not_supported(line: usize, key: &str, instead: &str) -> YamlError {
    YamlError::new(line, format!("unsupported `{key}`; help: {instead}"))
}

fn invalid(line: usize, key: &str, value: &str) -> YamlError {
    YamlError::new(line, format!("invalid value `{value}` for `{key}`"))
}
