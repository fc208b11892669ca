//! What the operating system reports of the process.

#[cfg(any(target_os = "linux", target_os = "android"))]
mod proc_files;

/// What is known of the process. What the system does not report is `None`.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct ProcessStats {
    pub(crate) cpu_seconds: Option<f64>,
    pub(crate) start_time_seconds: Option<f64>,
    pub(crate) virtual_memory_bytes: Option<u64>,
    pub(crate) resident_memory_bytes: Option<u64>,
    pub(crate) threads: Option<u64>,
    pub(crate) open_fds: Option<u64>,
    pub(crate) max_fds: Option<f64>,
    pub(crate) virtual_memory_max_bytes: Option<f64>,
}

impl ProcessStats {
    /// Asks the system now.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(crate) fn read() -> Self {
        proc_files::read()
    }

    /// Asks the system now.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(crate) fn read() -> Self {
        Self::default()
    }
}
