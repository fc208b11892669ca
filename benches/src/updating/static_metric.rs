//! prometheus-static-metric: prometheus' children behind enums.
//!
//! Its auto-flush variant is left out: the code that it generates is unsafe, which this workspace forbids, and what it
//! counts shows up to a second late.

use anyhow::Result;

use crate::contestant::Contestant;
use crate::labels;

use super::workload::Workload;
use super::{Entry, Operation, named, prometheus};

use self::metrics::{AgentType, CallSeconds, Calls, Errors, Vendor};

#[allow(
    missing_docs,
    non_camel_case_types,
    clippy::pedantic,
    reason = "generated code"
)]
mod metrics {
    use prometheus_static_metric::make_static_metric;

    make_static_metric! {
        pub label_enum Vendor { openai, anthropic, google, mistral, cohere, meta, amazon, local }

        pub label_enum AgentType { planner, fixer, reviewer, tester, refiner, scout, archivist, arbiter }

        pub struct Calls: IntCounter { "vendor" => Vendor }

        pub struct Errors: IntCounter { "vendor" => Vendor, "agent_type" => AgentType }

        pub struct CallSeconds: Histogram { "vendor" => Vendor }
    }
}

pub fn operations(workload: &Workload) -> Result<Vec<Entry>> {
    let calls = Calls::from(&prometheus::calls()?);
    let calls_of_one = Calls::from(&prometheus::calls()?);
    let errors = Errors::from(&prometheus::errors()?);
    let call_seconds = CallSeconds::from(&prometheus::call_seconds()?);

    let error = move |(vendor, agent_type)| errors.get(vendor).get(agent_type).inc();
    let observe = move |(vendor, seconds)| call_seconds.get(vendor).observe(seconds);
    let labels = workload
        .vendor_and_agent
        .map(|(ours, role)| (vendor(ours), agent_type(role)));
    let observations = workload
        .vendor_and_seconds
        .map(|(ours, seconds)| (vendor(ours), seconds));
    Ok(named(
        Contestant::PrometheusStaticMetric,
        [
            (
                Operation::OneLabel,
                workload
                    .vendor
                    .map(vendor)
                    .walk(move |vendor| calls.get(vendor).inc()),
            ),
            (
                Operation::SameLabel,
                workload
                    .same_vendor
                    .map(vendor)
                    .walk(move |vendor| calls_of_one.get(vendor).inc()),
            ),
            (Operation::TwoLabels, labels.walk(error)),
            (Operation::HistogramOneLabel, observations.walk(observe)),
        ],
    ))
}

fn vendor(ours: labels::Vendor) -> Vendor {
    match ours {
        labels::Vendor::Openai => Vendor::openai,
        labels::Vendor::Anthropic => Vendor::anthropic,
        labels::Vendor::Google => Vendor::google,
        labels::Vendor::Mistral => Vendor::mistral,
        labels::Vendor::Cohere => Vendor::cohere,
        labels::Vendor::Meta => Vendor::meta,
        labels::Vendor::Amazon => Vendor::amazon,
        labels::Vendor::Local => Vendor::local,
    }
}

fn agent_type(ours: labels::AgentType) -> AgentType {
    match ours {
        labels::AgentType::Planner => AgentType::planner,
        labels::AgentType::Fixer => AgentType::fixer,
        labels::AgentType::Reviewer => AgentType::reviewer,
        labels::AgentType::Tester => AgentType::tester,
        labels::AgentType::Refiner => AgentType::refiner,
        labels::AgentType::Scout => AgentType::scout,
        labels::AgentType::Archivist => AgentType::archivist,
        labels::AgentType::Arbiter => AgentType::arbiter,
    }
}
