//! prometheus, used in two ways: with a lookup in each call, and with cached children.

use std::array;

use anyhow::Result;
use prometheus::{Gauge, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, Opts};

use crate::contestant::Contestant;
use crate::schema::Label;
use crate::schema::updating::{AgentType, Vendor};

use super::workload::{BOUNDS, Workload};
use super::{Benchmark, Operation, named};

pub fn operations_by_lookup(workload: &Workload) -> Result<Vec<Benchmark>> {
    let calls = calls()?;
    let errors = errors()?;
    let call_seconds = call_seconds()?;

    let call = move |vendor: Vendor| calls.with_label_values(&[vendor.as_str()]).inc();
    let error = move |(vendor, agent_type): (Vendor, AgentType)| {
        errors
            .with_label_values(&[vendor.as_str(), agent_type.as_str()])
            .inc();
    };
    let observe = move |(vendor, seconds): (Vendor, f64)| {
        call_seconds
            .with_label_values(&[vendor.as_str()])
            .observe(seconds);
    };
    Ok(named(
        Contestant::Prometheus,
        [
            (Operation::OneLabel, workload.vendor.runner(call.clone())),
            (Operation::SameLabel, workload.same_vendor.runner(call)),
            (
                Operation::TwoLabels,
                workload.vendor_and_agent.runner(error),
            ),
            (
                Operation::HistogramOneLabel,
                workload.vendor_and_seconds.runner(observe),
            ),
        ],
    ))
}

pub fn operations_on_children(workload: &Workload) -> Result<Vec<Benchmark>> {
    let ticks = IntCounter::new("bench_ticks_total", "Ticks of the loop.")?;
    let tick_seconds = Histogram::with_opts(latency("bench_tick_seconds", "Time of a tick."))?;
    let load = Gauge::new("bench_load_ratio", "How busy the loop is.")?;
    let (calls, errors, call_seconds) = (calls()?, errors()?, call_seconds()?);

    let calls = each_vendor(|vendor| calls.with_label_values(&[vendor]));
    let errors = each_vendor(|vendor| {
        each_agent_type(|agent_type| errors.with_label_values(&[vendor, agent_type]))
    });
    let call_seconds = each_vendor(|vendor| call_seconds.with_label_values(&[vendor]));

    let call = move |vendor: Vendor| calls[vendor.index()].inc();
    let error = move |(vendor, agent_type): (Vendor, AgentType)| {
        errors[vendor.index()][agent_type.index()].inc();
    };
    let observe =
        move |(vendor, seconds): (Vendor, f64)| call_seconds[vendor.index()].observe(seconds);
    Ok(named(
        Contestant::PrometheusChild,
        [
            (
                Operation::Counter,
                workload.nothing.runner(move |()| ticks.inc()),
            ),
            (Operation::OneLabel, workload.vendor.runner(call.clone())),
            (Operation::SameLabel, workload.same_vendor.runner(call)),
            (
                Operation::TwoLabels,
                workload.vendor_and_agent.runner(error),
            ),
            (
                Operation::Histogram,
                workload
                    .seconds
                    .runner(move |seconds| tick_seconds.observe(seconds)),
            ),
            (
                Operation::HistogramOneLabel,
                workload.vendor_and_seconds.runner(observe),
            ),
            (
                Operation::GaugeSet,
                workload.seconds.runner(move |seconds| load.set(seconds)),
            ),
        ],
    ))
}

fn each_vendor<T>(child: impl Fn(&str) -> T) -> [T; Vendor::VALUES.len()] {
    array::from_fn(|index| child(Vendor::VALUES[index]))
}

fn each_agent_type<T>(child: impl Fn(&str) -> T) -> [T; AgentType::VALUES.len()] {
    array::from_fn(|index| child(AgentType::VALUES[index]))
}

/// prometheus-static-metric uses these families too.
pub fn calls() -> Result<IntCounterVec> {
    Ok(IntCounterVec::new(
        Opts::new("bench_calls_total", "Calls by vendor."),
        &["vendor"],
    )?)
}

pub fn errors() -> Result<IntCounterVec> {
    let opts = Opts::new("bench_errors_total", "Failed calls by vendor and agent.");
    Ok(IntCounterVec::new(opts, &["vendor", "agent_type"])?)
}

pub fn call_seconds() -> Result<HistogramVec> {
    Ok(HistogramVec::new(
        latency("bench_call_seconds", "Time of a call by vendor."),
        &["vendor"],
    )?)
}

fn latency(name: &str, help: &str) -> HistogramOpts {
    HistogramOpts::new(name, help).buckets(BOUNDS.to_vec())
}
