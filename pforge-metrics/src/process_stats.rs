//! Statistics of the process from the operating system.

#[cfg(any(target_os = "linux", target_os = "android"))]
mod proc_files;

/// Statistics of the process. A field is `None` if the system does not report it.
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
    /// Reads the current statistics.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(crate) fn read() -> Self {
        proc_files::read()
    }

    /// Reads the current statistics.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(crate) fn read() -> Self {
        Self::default()
    }
}
