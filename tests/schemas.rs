//! Complete schemas of realistic services. `schemas/<name>.txt` contains the expected exposition.
//!
//! `BLESS=1 cargo test --test schemas` rewrites the `.txt` files; read them before you commit them.

use pforge_metrics::testing::assert_exposition;
use std::fs;
use std::path::Path;

/// The schema of pForge.
mod pforge {
    pforge_metrics::include_metrics!("tests/schemas/pforge/metrics.toml");
}

/// A database proxy: labels of all kinds, a renamed counter, and a state with labels.
mod database_proxy {
    pforge_metrics::include_metrics!("tests/schemas/database_proxy.toml");
}

fn assert_exposed(text: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(expected);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, text).expect("the folder can be written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert_exposition(text, &expected);
}

#[test]
fn a_swarm_that_repairs_a_code_base() {
    use pforge::*;

    update_puzzle_state(&PuzzleState {
        efficiency: 0.875,
        entropy: 1.5,
        gaps: 3,
        misfits: 2,
    });
    PFORGE_AGENTS_ACTIVE.with(AgentType::Fixer).set(4);
    PFORGE_AGENT_ERRORS_TOTAL
        .with((AgentType::SelfRepair, ErrorKind::Budget))
        .inc();
    PFORGE_HANDOFFS_TOTAL
        .with(PforgeHandoffsTotalLabels {
            from: AgentType::Planner,
            to: AgentType::Fixer,
        })
        .inc_by(7);
    PFORGE_TICK_DURATION_SECONDS.observe(0.02);
    PFORGE_PHASE.set(Phase::Repairing);
    PFORGE_TOKENS_USED_TOTAL.with(Vendor::Openai).inc_by(1_240);
    PFORGE_REPAIRS_TOTAL.with(Repo::new("acme/api")).inc();
    PFORGE_REPAIRS_TOTAL
        .with(Repo::new("acme/\"quoted\""))
        .inc_by(2);

    assert_eq!(PFORGE_PHASE.get(), [Phase::Repairing]);
    assert_eq!(
        PFORGE_BUILD_INFO.get("version"),
        Some(env!("CARGO_PKG_VERSION"))
    );
    assert_exposed(
        &CATALOG.snapshot().to_string(),
        "tests/schemas/pforge/metrics.txt",
    );
}

#[test]
fn a_proxy_in_front_of_a_database() {
    use database_proxy::*;

    let billing = Database::new("billing");
    PGPROXY_CLIENT_CONNECTIONS_TOTAL
        .with((billing, Tls(true)))
        .inc_by(3);
    PGPROXY_CLIENT_CONNECTIONS_OPEN.with(Tls(false)).inc();
    PGPROXY_CLIENT_WAIT_SECONDS
        .with(Mode::Transaction)
        .observe(0.02);
    let shard = Shard::new(3).expect("it is one of eight");
    PGPROXY_SERVER_ERRORS_TOTAL
        .with((shard, SqlstateClass::V57))
        .inc();
    PGPROXY_QUERY_DURATION_SECONDS
        .with((Shard::clamped(99), Mode::Session))
        .observe(0.25);
    PGPROXY_NETWORK_BYTES_TOTAL
        .with(Direction::Sent)
        .inc_by(512);
    #[expect(deprecated, reason = "the alias has the values of its successor")]
    PGPROXY_TRAFFIC_BYTES_TOTAL.with(Direction::Sent).inc_by(8);
    PGPROXY_RESULT_BYTES.observe(2_000.0);
    PGPROXY_CPU_SECONDS_TOTAL.inc_by(0.5);
    PGPROXY_LIFECYCLE.set(Lifecycle::Starting);
    PGPROXY_LIFECYCLE.set(Lifecycle::Running);
    update_pool_state(&PoolState {
        servers: ByShard::from_fn(|shard| {
            ByServerState::from_fn(|state| match state {
                ServerState::Idle => shard.get(),
                _ => 0,
            })
        }),
        fill: 0.5,
    });

    // The gauge was never set, so it is not exposed.
    assert!(PGPROXY_OLDEST_TRANSACTION_SECONDS.get().abs() < f64::EPSILON);
    assert_eq!(PGPROXY_NETWORK_BYTES_TOTAL.with(Direction::Sent).get(), 520);
    assert_exposed(
        &CATALOG.snapshot().to_string(),
        "tests/schemas/database_proxy.txt",
    );
}
