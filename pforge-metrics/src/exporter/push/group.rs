//! The groups of a Pushgateway and their URL paths.

use super::PushError;
use crate::names::is_plain_label;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The job and the other labels of a group.
#[derive(Clone, Debug)]
pub(super) struct Group {
    labels: Vec<(String, String)>,
}

impl Group {
    pub(super) fn of_job(job: &str) -> Result<Self, PushError> {
        if job.is_empty() {
            return Err(PushError::label("job", "the value is empty"));
        }
        let labels = vec![("job".to_owned(), job.to_owned())];
        Ok(Self { labels })
    }

    pub(super) fn add(&mut self, label: &str, value: &str) -> Result<(), PushError> {
        if !is_plain_label(label) || label.starts_with("__") {
            return Err(PushError::label(label, "not a label name"));
        }
        if ["le", "quantile"].contains(&label) {
            return Err(PushError::label(label, "the name is reserved"));
        }
        if self.has(label) {
            return Err(PushError::label(label, "the label is already in the group"));
        }
        self.labels.push((label.to_owned(), value.to_owned()));
        Ok(())
    }

    pub(super) fn has(&self, label: &str) -> bool {
        self.labels.iter().any(|(name, _)| name == label)
    }

    /// Returns the path, such as `/metrics/job/backup/instance/db-1`. Values with characters that are unsafe in a path are encoded in
    /// base64, see <https://github.com/prometheus/pushgateway#url>.
    pub(super) fn path(&self) -> String {
        let mut path = "/metrics".to_owned();
        for (name, value) in &self.labels {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_~.".contains(&byte);
            // A segment of dots would be a relative path step.
            let is_step = value.bytes().all(|byte| byte == b'.');
            let (suffix, value) = if value.is_empty() {
                ("@base64", "=".to_owned())
            } else if value.bytes().all(is_plain) && !is_step {
                ("", value.clone())
            } else {
                ("@base64", URL_SAFE_NO_PAD.encode(value))
            };
            path = format!("{path}/{name}{suffix}/{value}");
        }
        path
    }
}
