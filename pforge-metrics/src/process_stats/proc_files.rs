//! Statistics of the process from the files in /proc on Linux. proc(5) describes their format.

use super::ProcessStats;
use std::fs;
use std::sync::OnceLock;

/// Reads all files. A field is `None` if its file is missing or has an unexpected format.
pub(super) fn read() -> ProcessStats {
    static STARTED: OnceLock<Option<f64>> = OnceLock::new();
    let text = |path: &str| fs::read(path).ok();
    let stat = text("/proc/self/stat").and_then(|text| Stat::parse(&text));
    let units = Units::get();
    let limits = text("/proc/self/limits").unwrap_or_default();
    let ticks_after_boot = stat.as_ref().map(|stat| stat.start_ticks);
    ProcessStats {
        cpu_seconds: stat
            .as_ref()
            .zip(units)
            .map(|(stat, units)| units.seconds(stat.cpu_ticks)),
        // This is computed once: the reported boot time changes when the clock is set, but the start time must not.
        start_time_seconds: *STARTED.get_or_init(|| {
            let boot = boot_seconds(&text("/proc/stat")?)?;
            Some(boot + units?.seconds(ticks_after_boot?))
        }),
        virtual_memory_bytes: stat.as_ref().map(|stat| stat.virtual_bytes),
        resident_memory_bytes: stat
            .as_ref()
            .zip(units)
            .and_then(|(stat, units)| stat.resident_pages.checked_mul(units.page_bytes)),
        threads: stat.as_ref().map(|stat| stat.threads),
        open_fds: open_fds(),
        max_fds: soft_limit(&limits, "Max open files"),
        virtual_memory_max_bytes: soft_limit(&limits, "Max address space"),
    }
}

/// The fields of /proc/self/stat that this module uses.
#[derive(Debug, PartialEq)]
struct Stat {
    /// The sum of the ticks in user mode and in kernel mode.
    cpu_ticks: u64,
    threads: u64,
    /// The ticks from the boot of the machine to the start of the process.
    start_ticks: u64,
    virtual_bytes: u64,
    resident_pages: u64,
}

impl Stat {
    /// Parses the file. The second field is the program name in parentheses, and may itself contain spaces and
    /// parentheses.
    fn parse(text: &[u8]) -> Option<Self> {
        let end_of_name = text.iter().rposition(|byte| *byte == b')')?;
        let rest = std::str::from_utf8(&text[end_of_name + 1..]).ok()?;
        let fields: Vec<&str> = rest.split_ascii_whitespace().collect();
        // proc(5) counts fields from 1. The third field is the first one after the name.
        let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
        Some(Self {
            cpu_ticks: field(14)?.checked_add(field(15)?)?,
            threads: field(20)?,
            start_ticks: field(22)?,
            virtual_bytes: field(23)?,
            resident_pages: field(24)?,
        })
    }
}

/// The units of numbers in /proc.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Units {
    ticks_per_second: u64,
    page_bytes: u64,
}

impl Units {
    /// Returns the units of this machine. They are read once, since they do not change while the process runs.
    fn get() -> Option<Self> {
        static UNITS: OnceLock<Option<Units>> = OnceLock::new();
        *UNITS.get_or_init(|| Self::parse(&fs::read("/proc/self/auxv").ok()?))
    }

    /// Parses the auxiliary vector, getauxval(3): pairs of a key and a value, each a machine word.
    fn parse(auxv: &[u8]) -> Option<Self> {
        const AT_PAGESZ: usize = 6;
        const AT_CLKTCK: usize = 17;
        let words = auxv.chunks_exact(size_of::<usize>());
        let words = words.filter_map(|word| Some(usize::from_ne_bytes(word.try_into().ok()?)));
        let words: Vec<usize> = words.collect();
        let value = |key| {
            let found = words.chunks_exact(2).find(|pair| pair[0] == key)?;
            u64::try_from(found[1]).ok().filter(|value| *value > 0)
        };
        Some(Self {
            ticks_per_second: value(AT_CLKTCK)?,
            page_bytes: value(AT_PAGESZ)?,
        })
    }

    fn seconds(self, ticks: u64) -> f64 {
        float(ticks) / float(self.ticks_per_second)
    }
}

/// Returns the boot time of the machine in seconds since the Unix epoch.
fn boot_seconds(stat: &[u8]) -> Option<f64> {
    let lines = stat.split(|byte| *byte == b'\n');
    let seconds = lines
        .into_iter()
        .find_map(|line| line.strip_prefix(b"btime "))?;
    std::str::from_utf8(seconds).ok()?.trim().parse().ok()
}

/// Returns the soft limit in a line of /proc/self/limits, and 2^64 for `unlimited`.
fn soft_limit(limits: &[u8], name: &str) -> Option<f64> {
    let limits = std::str::from_utf8(limits).ok()?;
    let limit = limits.lines().find_map(|line| line.strip_prefix(name))?;
    match limit.split_ascii_whitespace().next()? {
        "unlimited" => Some(float(u64::MAX)),
        number => number.parse().ok().map(float),
    }
}

/// Returns the number of open file descriptors.
///
/// Linux 6.2 and later report it as the size of the directory. On older versions this function counts the entries,
/// without the descriptor that it opens for counting.
fn open_fds() -> Option<u64> {
    let size = fs::metadata("/proc/self/fd").ok()?.len();
    if size > 0 {
        return Some(size);
    }
    let entries = fs::read_dir("/proc/self/fd").ok()?.count();
    u64::try_from(entries).ok()?.checked_sub(1)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "these metrics are exposed as floats"
)]
fn float(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAT: &str = "S 1 42 42 0 -1 4194560 900 0 3 0 157 23 0 0 20 0 7 0 26310 46468800 313 18446744073709551615 1 1 0";

    #[test]
    fn parses_stat_with_any_program_name() {
        let expected = Stat {
            cpu_ticks: 180,
            threads: 7,
            start_ticks: 26310,
            virtual_bytes: 46_468_800,
            resident_pages: 313,
        };
        for name in [&b"pforge"[..], b"a b", b") S 9 9 (", b"\xff\xfe", b""] {
            let text = [b"42 (", name, b") ", STAT.as_bytes()].concat();
            assert_eq!(Stat::parse(&text).as_ref(), Some(&expected), "{name:?}");
        }
    }

    #[test]
    fn rejects_an_invalid_stat() {
        for text in [
            "",
            "42",
            "42 (a)",
            "42 (a) S 1 2 3",
            "42 (a) S 1 42 42 0 -1 4194560 900 0 3 0 x 23",
        ] {
            assert_eq!(Stat::parse(text.as_bytes()), None, "{text}");
        }
        let too_much = format!("42 (a) {}", STAT.replace("157", "18446744073709551615"));
        assert_eq!(Stat::parse(too_much.as_bytes()), None);
    }

    #[test]
    fn parses_the_units_from_the_auxiliary_vector() {
        let vector = |words: &[usize]| -> Vec<u8> {
            words.iter().flat_map(|word| word.to_ne_bytes()).collect()
        };
        let units = Units {
            ticks_per_second: 100,
            page_bytes: 16_384,
        };
        let whole = vector(&[33, 17, 6, 16_384, 17, 100, 0, 0]);
        assert_eq!(Units::parse(&whole), Some(units));
        // A value that looks like a key, a missing key, a value of zero, and half a word.
        assert_eq!(Units::parse(&vector(&[33, 6, 17, 100])), None);
        assert_eq!(Units::parse(&vector(&[6, 4_096, 17, 0])), None);
        assert_eq!(Units::parse(&whole[..=whole.len() / 2]), None);
        assert_eq!(Units::parse(&[]), None);
    }

    #[test]
    fn an_unlimited_soft_limit_is_the_largest_number() {
        let limits = b"Limit            Soft Limit  Hard Limit  Units\n\
                       Max open files   20000       40000       files\n\
                       Max address space unlimited  unlimited   bytes\n";
        assert_eq!(soft_limit(limits, "Max open files"), Some(20_000.0));
        assert_eq!(
            soft_limit(limits, "Max address space"),
            Some(2_f64.powi(64))
        );
        assert_eq!(soft_limit(limits, "Max locks"), None);
        assert_eq!(soft_limit(b"Max open files", "Max open files"), None);
    }

    #[test]
    fn finds_the_boot_time_among_other_lines() {
        assert_eq!(
            boot_seconds(b"cpu 1 2\nbtime 1795572083\nprocesses 7\n"),
            Some(1_795_572_083.0)
        );
        assert_eq!(boot_seconds(b"cpu 1 2\n"), None);
    }
}
