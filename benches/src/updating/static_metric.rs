//! prometheus-static-metric: children of prometheus that are selected by enums.
//!
//! Its auto-flush variant is not measured: it generates unsafe code, which this workspace forbids, and its counts are up to a
//! second late.

use std::sync::Arc;

use anyhow::Result;

use crate::contestant::Contestant;
use crate::schema::updating as ours;

use super::workload::Workload;
use super::{Benchmark, Operation, named, prometheus};

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

pub fn operations(workload: &Workload) -> Result<Vec<Benchmark>> {
    let calls = Arc::new(Calls::from(&prometheus::calls()?));
    let errors = Errors::from(&prometheus::errors()?);
    let call_seconds = CallSeconds::from(&prometheus::call_seconds()?);

    let call = move |vendor| calls.get(vendor).inc();
    let error = move |(vendor, agent_type)| errors.get(vendor).get(agent_type).inc();
    let observe = move |(vendor, seconds)| call_seconds.get(vendor).observe(seconds);
    let labels = workload
        .vendor_and_agent
        .map(|labels| (vendor(labels.0), agent_type(labels.1)));
    let observations = workload
        .vendor_and_seconds
        .map(|both| (vendor(both.0), both.1));
    Ok(named(
        Contestant::PrometheusStaticMetric,
        [
            (
                Operation::OneLabel,
                workload.vendor.map(vendor).runner(call.clone()),
            ),
            (
                Operation::SameLabel,
                workload.same_vendor.map(vendor).runner(call),
            ),
            (Operation::TwoLabels, labels.runner(error)),
            (Operation::HistogramOneLabel, observations.runner(observe)),
        ],
    ))
}

fn vendor(vendor: ours::Vendor) -> Vendor {
    match vendor {
        ours::Vendor::Openai => Vendor::openai,
        ours::Vendor::Anthropic => Vendor::anthropic,
        ours::Vendor::Google => Vendor::google,
        ours::Vendor::Mistral => Vendor::mistral,
        ours::Vendor::Cohere => Vendor::cohere,
        ours::Vendor::Meta => Vendor::meta,
        ours::Vendor::Amazon => Vendor::amazon,
        ours::Vendor::Local => Vendor::local,
    }
}

fn agent_type(agent_type: ours::AgentType) -> AgentType {
    match agent_type {
        ours::AgentType::Planner => AgentType::planner,
        ours::AgentType::Fixer => AgentType::fixer,
        ours::AgentType::Reviewer => AgentType::reviewer,
        ours::AgentType::Tester => AgentType::tester,
        ours::AgentType::Refiner => AgentType::refiner,
        ours::AgentType::Scout => AgentType::scout,
        ours::AgentType::Archivist => AgentType::archivist,
        ours::AgentType::Arbiter => AgentType::arbiter,
    }
}
