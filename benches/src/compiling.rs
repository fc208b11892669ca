//! Measures how long 1,000 metrics take to compile.
//!
//! Each contestant has a small crate with the same 1,000 metrics (`declaration.rs`, `pforge.rs` and so on). The crate updates each
//! metric once and prints the exposition. Dependencies are built beforehand, and the time of `cargo` for this crate is measured. The
//! steps of different contestants are interleaved, see [`crate::sampling`]. `errors.rs` measures a schema with errors, which only
//! pforge-metrics has. `services.rs` measures clean builds with all dependencies.

mod declaration;
mod errors;
mod pforge;
mod project;
mod prometheus;
mod services;
mod static_metric;

use anyhow::Result;

use crate::args::Effort;
use crate::contestant::Contestant;
use crate::figures::Figures;
use crate::sampling::interleave;

use self::project::{Profile, Project};

/// A column of the table.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Column {
    /// Seconds of a step.
    Time(Step),
    /// Kibibytes of the stripped release binary.
    Size,
    /// Milliseconds to find and render all errors of a large schema.
    ErrorsCompile,
    /// Seconds of `cargo check` with the same errors.
    ErrorsCheck,
    /// Seconds of CPU time for a clean build of a service, with default features.
    Service,
    /// The same without the feature `registry`.
    ServiceWithoutRegistry,
    /// The same for only pforge-metrics, with default features.
    Runtime,
    /// The same for the example.
    Example,
}

/// A command of cargo.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// `cargo check` after `cargo clean`.
    Check,
    /// `cargo build` after `cargo clean`.
    CleanDebug,
    /// `cargo build` after an edit of one line outside the metrics.
    Edit,
    /// `cargo build --release` after `cargo clean`.
    CleanRelease,
}

const COLUMNS: [(Column, &str); 5] = [
    (Column::Time(Step::Check), "check, s"),
    (Column::Time(Step::CleanDebug), "clean debug, s"),
    (Column::Time(Step::Edit), "edit, s"),
    (Column::Time(Step::CleanRelease), "clean release, s"),
    (Column::Size, "stripped, KiB"),
];

const ERROR_COLUMNS: [(Column, &str); 2] = [
    (Column::ErrorsCompile, "compile and render, ms"),
    (Column::ErrorsCheck, "cargo check, s"),
];

const SERVICE_COLUMNS: [(Column, &str); 4] = [
    (Column::Service, "service, s"),
    (Column::ServiceWithoutRegistry, "without `registry`, s"),
    (Column::Runtime, "library only, s"),
    (Column::Example, "example, s"),
];

/// The steps in their order: the edit needs the debug build before it.
const STEPS: [Step; 4] = [
    Step::Check,
    Step::CleanDebug,
    Step::Edit,
    Step::CleanRelease,
];

/// Measures all builds.
pub fn measure(effort: Effort) -> Result<Figures<Column>> {
    let mut figures = Figures::new();
    let fast = [
        Project::write(Contestant::Pforge, &pforge::source())?,
        Project::write(Contestant::Prometheus, &prometheus::source())?,
    ];
    let rounds = match effort {
        Effort::Quick => 1,
        Effort::Full => 5,
    };
    measure_builds(&fast, rounds, &mut figures)?;
    if effort == Effort::Full {
        // This project takes a minute for each round, and no target depends on it.
        let slow = Project::write(Contestant::PrometheusStaticMetric, &static_metric::source())?;
        measure_builds(&[slow], 1, &mut figures)?;
        services::measure(&mut figures)?;
    }
    let ours = Contestant::Pforge;
    figures.record(ours, Column::ErrorsCompile, errors::compile(4 * rounds)?);
    figures.record(ours, Column::ErrorsCheck, errors::check(rounds)?);
    Ok(figures)
}

/// The tables as Markdown.
pub fn markdown(figures: &Figures<Column>) -> String {
    format!(
        "## Compiling 1,000 metrics\n\n{}\n## Compiling 5,000 metrics with errors in 200\n\n{}\n## Clean builds with all dependencies, CPU time\n\n{}",
        figures.markdown(&COLUMNS),
        figures.markdown(&ERROR_COLUMNS),
        figures.markdown(&SERVICE_COLUMNS)
    )
}

fn measure_builds(
    projects: &[Project],
    rounds: usize,
    figures: &mut Figures<Column>,
) -> Result<()> {
    for project in projects {
        project.build_dependencies()?;
    }
    let mut steps: Vec<_> = projects
        .iter()
        .flat_map(|project| STEPS.map(|step| (project, step)))
        .collect();
    let medians = interleave(&mut steps, rounds, |(project, step)| {
        seconds(project, *step)
    })?;
    for ((project, step), median) in steps.into_iter().zip(medians) {
        figures.record(project.contestant, Column::Time(step), median);
    }
    for project in projects {
        figures.record(
            project.contestant,
            Column::Size,
            project.stripped_kibibytes()?,
        );
    }
    Ok(())
}

fn seconds(project: &Project, step: Step) -> Result<Option<f64>> {
    match step {
        Step::Check | Step::CleanDebug => project.clean(Profile::Debug)?,
        Step::Edit => project.edit()?,
        Step::CleanRelease => project.clean(Profile::Release)?,
    }
    let elapsed = match step {
        Step::Check => project.check()?,
        Step::CleanDebug | Step::Edit => project.build(Profile::Debug)?,
        Step::CleanRelease => project.build(Profile::Release)?,
    };
    Ok(Some(elapsed.as_secs_f64()))
}
