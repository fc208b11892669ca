//! User-defined types for labels and states.
#![deny(warnings)]

use pforge_metrics::State;

mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
        [label.vendor]
        help   = "LLM vendor that served the call."
        values = ["openai", "google", "local"]

        [label.outcome]
        help   = "What became of a call."
        values = ["ok", "failed"]

        [counter.calls_total]
        help   = "Calls made."
        labels = ["vendor", "outcome"]

        [counter.tokens_total]
        help   = "Tokens used."
        labels = ["vendor"]
        "#
    );
}

#[derive(Clone, Copy, Debug, PartialEq, pforge_metrics::MetricLabel)]
#[metric_label(metrics::Vendor)]
enum Provider {
    Local,
    #[deprecated = "it is called Gemini"]
    #[metric_label(Google)]
    Bard,
    Openai,
}

/// The runtime, re-exported as by another crate.
mod telemetry {
    pub(crate) use pforge_metrics as runtime;
}

#[test]
fn a_user_enum_converts_to_the_label() {
    use metrics::{TOKENS_TOTAL, Vendor};
    TOKENS_TOTAL.with(Provider::Openai.into()).inc_by(3);
    assert_eq!(TOKENS_TOTAL.with(Vendor::Openai).get(), 3);
    assert_eq!(TOKENS_TOTAL.total(), 3);
}

#[test]
fn every_label_value_converts_to_the_user_enum_and_back() {
    for &vendor in metrics::Vendor::ALL {
        assert_eq!(metrics::Vendor::from(Provider::from(vendor)), vendor);
    }
    assert_eq!(Provider::from(metrics::Vendor::Local), Provider::Local);
}

#[test]
fn an_enum_in_a_function_can_derive_with_another_path_to_the_runtime() {
    #[derive(pforge_metrics::MetricLabel)]
    #[metric_label(metrics::Outcome, crate = telemetry::runtime)]
    enum CallResult {
        #[metric_label(Ok)]
        CallDone,
        #[metric_label(Failed)]
        CallFailed,
    }
    let labels = (Provider::Local.into(), CallResult::CallFailed.into());
    metrics::CALLS_TOTAL.with(labels).inc();
    let outcome = CallResult::from(metrics::Outcome::Ok);
    assert!(matches!(outcome, CallResult::CallDone));
    assert_eq!(metrics::CALLS_TOTAL.total(), 1);
}

#[test]
fn a_macro_can_forward_the_label_and_its_variants() {
    macro_rules! bind {
        ($label:path, $($own:ident = $value:ident),*) => {
            #[derive(Debug, PartialEq, pforge_metrics::MetricLabel)]
            #[metric_label($label)]
            enum Own { $(#[metric_label($value)] $own),* }
        };
    }
    bind!(metrics::Outcome, Good = Ok, Bad = Failed);
    assert_eq!(metrics::Outcome::from(Own::Good), metrics::Outcome::Ok);
    assert_eq!(Own::from(metrics::Outcome::Failed), Own::Bad);
}

#[test]
fn a_label_of_another_crate_can_be_derived() {
    use pforge_metrics::catalog::AgentType;

    #[derive(Clone, Copy, pforge_metrics::MetricLabel)]
    #[metric_label(pforge_metrics::catalog::AgentType)]
    enum Agent {
        Planner,
        Fixer,
        Reviewer,
        SelfRepair,
    }
    let agents = [
        Agent::Planner,
        Agent::Fixer,
        Agent::Reviewer,
        Agent::SelfRepair,
    ];
    assert_eq!(agents.map(AgentType::from), AgentType::ALL);
}

#[test]
fn a_derived_state_lists_its_fields_except_skipped_ones() {
    #[derive(State)]
    #[state(crate = telemetry::runtime)]
    #[expect(dead_code, reason = "only the names matter")]
    struct PuzzleState {
        efficiency: f64,
        r#type: i64,
        #[state(skip)]
        round: u32,
    }
    assert_eq!(PuzzleState::NAME, "PuzzleState");
    assert_eq!(PuzzleState::FIELDS, ["efficiency", "type"]);
}
