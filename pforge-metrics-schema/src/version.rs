//! Versions of the crate that holds a schema.
//!
//! A missing number counts as 0, and all pre-releases of a version compare as equal. The crate `semver` requires
//! three numbers, and every user would have to build it.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A version as Cargo has them: `1.2.3`, `1.2.3-rc.1`. Numbers that are left out are 0.
///
/// Of build metadata nothing is kept. All pre-releases of a version come before it, and none before another: what is to
/// be gone in 2.0.0 is still there in 2.0.0-rc.1.
///
/// ```
/// use pforge_metrics_schema::Version;
///
/// # fn main() -> Result<(), pforge_metrics_schema::NoVersion> {
/// let version = |text: &str| text.parse::<Version>();
/// assert!(version("0.10.0")? > version("0.9")?);
/// assert!(version("2.0.0-rc.1")? < version("2")?);
/// assert!(version("next").is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    numbers: [u64; 3],
    is_prerelease: bool,
}

/// The error for an invalid version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoVersion;

impl FromStr for Version {
    type Err = NoVersion;

    fn from_str(text: &str) -> Result<Self, NoVersion> {
        let (version, build) = split(text, '+');
        let (release, prerelease) = split(version, '-');
        let prerelease_is_sound = prerelease.is_none_or(|it| {
            it.split('.')
                .all(|part| is_identifier(part) && !has_leading_zero(part))
        });
        if !prerelease_is_sound || !build.is_none_or(|it| it.split('.').all(is_identifier)) {
            return Err(NoVersion);
        }
        let mut numbers = [0; 3];
        let mut parts = release.split('.');
        for (number, part) in numbers.iter_mut().zip(parts.by_ref()) {
            let is_sound = is_number(part) && !has_leading_zero(part);
            *number = is_sound
                .then(|| part.parse().ok())
                .flatten()
                .ok_or(NoVersion)?;
        }
        if parts.next().is_some() {
            return Err(NoVersion);
        }
        Ok(Self {
            numbers,
            is_prerelease: prerelease.is_some(),
        })
    }
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at)
        .map_or((text, None), |(before, after)| (before, Some(after)))
}

/// What pre-releases and builds consist of, see <https://semver.org>.
fn is_identifier(part: &str) -> bool {
    let may_have = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !part.is_empty() && part.bytes().all(may_have)
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_leading_zero(part: &str) -> bool {
    is_number(part) && part.len() > 1 && part.starts_with('0')
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let of_release = |version: &Self| (version.numbers, !version.is_prerelease);
        of_release(self).cmp(&of_release(other))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.numbers;
        let prerelease = if self.is_prerelease { "-…" } else { "" };
        write!(f, "{major}.{minor}.{patch}{prerelease}")
    }
}

impl fmt::Display for NoVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a version such as `1.2.0`")
    }
}

impl std::error::Error for NoVersion {}

#[cfg(test)]
mod tests {
    use super::{NoVersion, Version};

    fn version(text: &str) -> Result<Version, NoVersion> {
        text.parse()
    }

    #[test]
    fn versions_are_ordered_by_their_numbers_and_prereleases_come_first() {
        let ordered = [
            "0.1.9",
            "0.2.0-alpha",
            "0.2",
            "0.10",
            "1",
            "1.0.1",
            "2.0.0-rc.1-0a.0",
            "2.0.0+07-a.b",
        ];
        for pair in ordered.windows(2) {
            let [earlier, later] = [pair[0], pair[1]].map(|text| version(text).unwrap());
            assert!(earlier < later, "{pair:?}");
        }
        assert_eq!(version("1"), version("1.0.0"));
    }

    #[test]
    fn what_is_no_version_is_refused() {
        for text in [
            "",
            "x",
            "1.",
            ".1",
            "1.2.3.4",
            "v1",
            "-1",
            "1.-2",
            "1.2-",
            "+1",
            "99999999999999999999",
            "01.002",
            "1.0.0-ü !",
            "1.0.0-..",
            "1.0.0-_",
            "1.0.0-01",
            "1.0.0+",
            "1.0.0+a.",
            "1.0.0+a+b",
        ] {
            assert_eq!(version(text), Err(NoVersion), "{text}");
        }
    }
}
