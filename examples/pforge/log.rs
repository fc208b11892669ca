//! The log of proposed plans, one JSON object a line. `pforge-metrics backtest` compares it with the recorded efficiency.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use pforge_metrics::catalog::Priority;
use serde_json::json;

/// Appends plans to a file. The default log discards them.
#[derive(Default)]
pub struct PlanLog {
    file: Option<File>,
    /// Distinguishes the plans of this run from those of other runs in the same file.
    run: u128,
    proposed: AtomicU64,
}

impl PlanLog {
    /// Opens a file for appending, and creates it if necessary.
    pub fn open(path: &Path) -> io::Result<PlanLog> {
        Ok(PlanLog {
            file: Some(OpenOptions::new().create(true).append(true).open(path)?),
            run: SystemTime::UNIX_EPOCH
                .elapsed()
                .map_or(0, |since| since.as_millis()),
            proposed: AtomicU64::new(0),
        })
    }

    /// Logs a plan that was proposed now. A failed write prints a warning and does not stop the swarm.
    pub fn proposed(&self, priority: Priority) {
        let Some(mut file) = self.file.as_ref() else {
            return;
        };
        let now = SystemTime::UNIX_EPOCH.elapsed();
        let number = self.proposed.fetch_add(1, Ordering::Relaxed);
        let line = json!({
            "event": "PLAN.PROPOSED",
            "time": now.map_or(0.0, |since| since.as_secs_f64()),
            "id": format!("{:x}-{number}", self.run),
            "priority": priority.as_str(),
        });
        // A single write keeps the lines of concurrent planners apart.
        if let Err(error) = file.write_all(format!("{line}\n").as_bytes()) {
            eprintln!("warning: can't write a plan to the log: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn runs_append_to_one_file_and_plan_ids_are_unique() {
        let name = format!("pforge-plans-{}.jsonl", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = std::fs::remove_file(&path);
        PlanLog::default().proposed(Priority::High);
        let started = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs_f64();
        for priorities in [&[Priority::Low, Priority::High][..], &[Priority::Normal]] {
            let log = PlanLog {
                run: priorities.len() as u128,
                ..PlanLog::open(&path).unwrap()
            };
            for &priority in priorities {
                log.proposed(priority);
            }
        }
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        let lines = text.lines().map(|line| {
            let event: Value = serde_json::from_str(line).unwrap();
            let time = event["time"].as_f64().unwrap();
            assert!(started <= time && time < started + 60.0, "{line}");
            format!("{} {} {}", event["event"], event["id"], event["priority"])
        });
        assert_eq!(
            lines.collect::<Vec<_>>(),
            [
                r#""PLAN.PROPOSED" "2-0" "low""#,
                r#""PLAN.PROPOSED" "2-1" "high""#,
                r#""PLAN.PROPOSED" "1-0" "normal""#,
            ]
        );
    }
}
