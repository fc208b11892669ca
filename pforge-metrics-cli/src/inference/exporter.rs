//! What the exporter of the library serves by itself, and a schema need not declare.

use super::shape::Shape;

/// An option of the exporter and the metrics that it serves.
const SERVED: [(&str, &[&str]); 4] = [
    (
        ".process(true)",
        &[
            "process_cpu_seconds_total",
            "process_open_fds",
            "process_max_fds",
            "process_virtual_memory_bytes",
            "process_virtual_memory_max_bytes",
            "process_resident_memory_bytes",
            "process_start_time_seconds",
            "process_threads",
        ],
    ),
    (
        ".self_metrics(true)",
        &[
            "promhttp_metric_handler_requests_total",
            "promhttp_metric_handler_requests_in_flight",
            "promhttp_metric_handler_errors_total",
        ],
    ),
    (
        ".tokio(&handle)",
        &[
            "tokio_workers",
            "tokio_workers_parked",
            "tokio_alive_tasks",
            "tokio_global_queue_depth",
            "tokio_worker_busy_seconds_total",
            "tokio_worker_parks_total",
        ],
    ),
    (
        ".catalog(&http::CATALOG)",
        &[
            "http_requests_total",
            "http_request_duration_seconds",
            "http_requests_in_flight",
        ],
    ),
];

/// A comment about the library's own metrics, which are not declared.
pub(super) const OWN: &str =
    "`pforge_metrics_*` is omitted: these are metrics of the exporter itself";

/// Says of declared metrics that an option of the exporter serves them.
pub(super) fn served(shapes: &[Shape]) -> Vec<String> {
    let questions = SERVED.iter().filter_map(|(option, served)| {
        let names = shapes.iter().map(|shape| shape.family.name.as_str());
        let names = names.filter(|name| served.contains(name));
        let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| {
            format!(
                "the exporter of pforge-metrics serves {} by `{option}` (remove the declarations to use it: next to \
                 them it makes `build()` fail)",
                names.join(", ")
            )
        })
    });
    questions.collect()
}

#[cfg(test)]
mod tests {
    use super::SERVED;
    use std::fs;

    #[test]
    fn the_names_are_those_of_the_librarys_catalogs() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../pforge-metrics");
        for (file, (option, served)) in ["process", "promhttp", "tokio", "http"].iter().zip(SERVED)
        {
            let text = fs::read_to_string(format!("{folder}/{file}.toml")).unwrap();
            let tables = text.lines().filter_map(|line| line.strip_prefix('['));
            let metrics = tables.filter_map(|table| {
                let (kind, name) = table.strip_suffix(']')?.split_once('.')?;
                ["counter", "gauge", "histogram"]
                    .contains(&kind)
                    .then_some(name)
            });
            assert_eq!(metrics.collect::<Vec<_>>(), served, "{option}");
        }
    }
}
