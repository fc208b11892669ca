//! What 1,000 metrics cost to compile.
//!
//! The same 1,000 declarations (`declaration.rs`) become one small crate for each contestant (`pforge.rs` and the
//! like), which updates every metric once and prints its exposition. Dependencies are built beforehand; what is timed
//! is `cargo` with that crate alone to build, as its user waits for it. Steps of different contestants take turns,
//! see [`crate::sampling`]. `wrong.rs` is another schema, that has no peer. `services.rs` builds from nothing, dependencies too.

mod declaration;
mod pforge;
mod project;
mod prometheus;
mod services;
mod static_metric;
mod wrong;

use anyhow::Result;

use crate::args::Effort;
use crate::contestant::Contestant;
use crate::figures::Figures;
use crate::sampling::interleave;

use self::project::{Profile, Project};

/// A column of the table.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Column {
    /// Seconds until cargo is done.
    Time(Step),
    /// Kibibytes of the stripped release binary.
    Size,
    /// Milliseconds to find and show all mistakes of a large schema.
    Wrong,
    /// Seconds until `cargo check` has shown them.
    WrongCheck,
    /// Seconds of processor time of a clean build of a service, with default features.
    Service,
    /// The same without the feature `registry`.
    ServiceWithoutRegistry,
    /// The same of pforge-metrics alone, with default features.
    Runtime,
    /// The same of the example.
    Example,
}

/// What cargo is asked for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// `cargo check` after `cargo clean`.
    Check,
    /// `cargo build` after `cargo clean`.
    CleanDebug,
    /// `cargo build` after a change of one line beside the metrics.
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

const COLUMNS_OF_WRONG: [(Column, &str); 2] = [
    (Column::Wrong, "compile and render, ms"),
    (Column::WrongCheck, "cargo check, s"),
];

const COLUMNS_OF_SERVICES: [(Column, &str); 4] = [
    (Column::Service, "service, s"),
    (Column::ServiceWithoutRegistry, "without `registry`, s"),
    (Column::Runtime, "the library alone, s"),
    (Column::Example, "the example, s"),
];

/// In this order: an edit follows upon the debug build.
const STEPS: [Step; 4] = [
    Step::Check,
    Step::CleanDebug,
    Step::Edit,
    Step::CleanRelease,
];

/// Builds every project often enough for a median.
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
        // It takes a minute each time, and no bar rests on it.
        let slow = Project::write(Contestant::PrometheusStaticMetric, &static_metric::source())?;
        measure_builds(&[slow], 1, &mut figures)?;
        services::measure(&mut figures)?;
    }
    let ours = Contestant::Pforge;
    figures.record(ours, Column::Wrong, wrong::compile(4 * rounds)?);
    figures.record(ours, Column::WrongCheck, wrong::check(rounds)?);
    Ok(figures)
}

/// The tables as Markdown.
pub fn markdown(figures: &Figures<Column>) -> String {
    format!(
        "## Compiling 1,000 metrics\n\n{}\n## Compiling 5,000 metrics with errors in 200\n\n{}\n## Compiling everything from nothing, processor time\n\n{}",
        figures.markdown(&COLUMNS),
        figures.markdown(&COLUMNS_OF_WRONG),
        figures.markdown(&COLUMNS_OF_SERVICES)
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
