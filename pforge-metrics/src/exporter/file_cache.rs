//! A value that is computed from files, and computed again when they change.
//!
//! A file is read again at most once a second, when a request arrives. Its modification time is not used: reading
//! finds symbolic links that were replaced, and two changes within one clock tick of the file system. A file that
//! cannot be read, or is invalid, changes nothing.

use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The minimum interval between two reads of the files.
const AT_MOST_EVERY: Duration = Duration::from_secs(1);

/// A source of bytes.
#[derive(Clone)]
pub(super) enum ContentSource {
    File(PathBuf),
    #[cfg(feature = "tls")]
    Inline(Vec<u8>),
}

/// A file that could not be read.
pub(super) struct Unreadable {
    pub(super) path: PathBuf,
    pub(super) source: io::Error,
}

/// A value that is computed from files. [`current`](Self::current) reads the files again, at most once a second.
///
/// While the files are unreadable or invalid, the last valid value stays.
pub(super) struct FileCache<T, E> {
    sources: Vec<ContentSource>,
    make: Make<T, E>,
    /// Has random keys, so that two contents with the same fingerprint cannot be constructed.
    fingerprints: RandomState,
    held: Mutex<Held<T>>,
}

type Make<T, E> = Box<dyn Fn(&[Vec<u8>]) -> Result<T, E> + Send + Sync>;

struct Held<T> {
    value: Arc<T>,
    /// The fingerprint of the files. Their contents may be secrets, so they are not stored.
    made_of: u64,
    looked_at: Instant,
    /// Whether a task reads the files. Others do not wait for it, because the file system may hang.
    is_looking: bool,
}

impl<T, E> FileCache<T, E>
where
    T: Send + Sync + 'static,
    E: From<Unreadable> + 'static,
{
    /// Reads the files for the first time.
    pub(super) fn new(
        sources: Vec<ContentSource>,
        make: impl Fn(&[Vec<u8>]) -> Result<T, E> + Send + Sync + 'static,
    ) -> Result<Self, E> {
        let contents = read(&sources)?;
        let fingerprints = RandomState::new();
        let held = Held {
            value: Arc::new(make(&contents)?),
            made_of: fingerprints.hash_one(&contents),
            looked_at: Instant::now(),
            is_looking: false,
        };
        Ok(Self {
            sources,
            make: Box::new(make),
            fingerprints,
            held: Mutex::new(held),
        })
    }

    /// Returns the value, at most a second old. Reads the files on tokio's blocking pool.
    pub(super) async fn current(self: &Arc<Self>) -> Arc<T> {
        let value = match self.begin_look(Instant::now()) {
            Ok(value) => return value,
            Err(value) => value,
        };
        let this = Arc::clone(self);
        let look = tokio::task::spawn_blocking(move || this.look());
        look.await.unwrap_or(value)
    }

    /// Returns the value: as `Err` if the files are due, in which case the caller must call [`look`](Self::look).
    fn begin_look(&self, now: Instant) -> Result<Arc<T>, Arc<T>> {
        let mut held = self.held();
        let value = Arc::clone(&held.value);
        if held.is_looking || now.saturating_duration_since(held.looked_at) < AT_MOST_EVERY {
            return Ok(value);
        }
        held.is_looking = true;
        held.looked_at = now;
        Err(value)
    }

    /// Reads the files, and replaces the value if their contents differ.
    fn look(&self) -> Arc<T> {
        let made = self.make_again();
        let mut held = self.held();
        held.is_looking = false;
        if let Some((value, made_of)) = made {
            held.value = Arc::new(value);
            held.made_of = made_of;
        }
        Arc::clone(&held.value)
    }

    fn make_again(&self) -> Option<(T, u64)> {
        let contents = read(&self.sources).ok()?;
        let made_of = self.fingerprints.hash_one(&contents);
        if self.held().made_of == made_of {
            return None;
        }
        Some(((self.make)(&contents).ok()?, made_of))
    }

    fn held(&self) -> MutexGuard<'_, Held<T>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(sources: &[ContentSource]) -> Result<Vec<Vec<u8>>, Unreadable> {
    let read = |source: &ContentSource| match source {
        ContentSource::File(path) => std::fs::read(path).map_err(|source| Unreadable {
            path: path.clone(),
            source,
        }),
        #[cfg(feature = "tls")]
        ContentSource::Inline(bytes) => Ok(bytes.clone()),
    };
    sources.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::{AT_MOST_EVERY, ContentSource, FileCache, Unreadable};
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    struct Failed;

    impl From<Unreadable> for Failed {
        fn from(_: Unreadable) -> Self {
            Self
        }
    }

    fn file(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("pforge-reloaded-{}-{name}", std::process::id()))
    }

    /// Returns a cache of the number in a file.
    fn number(path: &Path) -> FileCache<u32, Failed> {
        let parse = |files: &[Vec<u8>]| {
            let text = str::from_utf8(&files[0]).map_err(|_| Failed)?;
            text.parse().map_err(|_| Failed)
        };
        let made = FileCache::new(vec![ContentSource::File(path.to_owned())], parse);
        made.unwrap_or_else(|_| panic!("{} holds no number", path.display()))
    }

    #[test]
    fn follows_a_change_and_ignores_invalid_contents() {
        let path = file("change");
        fs::write(&path, "1").unwrap();
        let number = number(&path);
        assert_eq!(*number.look(), 1);
        fs::write(&path, "2").unwrap();
        assert_eq!(*number.look(), 2);
        fs::write(&path, "").unwrap();
        assert_eq!(*number.look(), 2);
        fs::remove_file(&path).unwrap();
        assert_eq!(*number.look(), 2);
        fs::write(&path, "3").unwrap();
        assert_eq!(*number.look(), 3);
        fs::remove_file(&path).unwrap();
    }

    #[test]
    fn reads_the_files_once_a_second_and_in_one_task_at_a_time() {
        let path = file("seldom");
        fs::write(&path, "1").unwrap();
        let number = number(&path);
        fs::remove_file(&path).unwrap();
        let now = Instant::now();
        assert!(number.begin_look(now).is_ok());
        let later = now + AT_MOST_EVERY;
        assert!(number.begin_look(later).is_err());
        assert!(number.begin_look(later + AT_MOST_EVERY).is_ok());
        number.look();
        assert!(
            number
                .begin_look(later + Duration::from_millis(999))
                .is_ok()
        );
        assert!(number.begin_look(later + AT_MOST_EVERY).is_err());
    }
}
