//! Measuring async code. Each test has its own runtime, and all tests run in parallel.

use super::attribution::{count_everywhere, counted_everywhere};
use super::attribution::{storages, storages::CATALOG};
use pforge_metrics::Catalog;
use pforge_metrics::generic::Store;
use pforge_metrics::testing::{Change, runtime_delta, thread_delta};
use std::future::Future;
use std::panic::catch_unwind;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{spawn, spawn_blocking, yield_now};

fn current_thread() -> Runtime {
    Builder::new_current_thread().build().unwrap()
}

fn multi_thread() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(2).build().unwrap()
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "catalogs are passed as to `runtime_delta`"
)]
pub fn measured_by_current_thread<C: Store>(
    catalog: &Catalog<C>,
    future: impl Future<Output = ()>,
) -> Change<C> {
    current_thread().block_on(runtime_delta(catalog, future)).1
}

/// Increments six times: before and after an await, in tasks, and in blocking threads.
async fn handler(amount: u64) -> &'static str {
    count_everywhere(amount);
    let tasks = [
        spawn(async move { count_everywhere(amount) }),
        spawn(async move {
            yield_now().await;
            spawn(async move { count_everywhere(amount) })
                .await
                .unwrap();
        }),
        spawn_blocking(move || count_everywhere(amount)),
        spawn_blocking(move || count_everywhere(amount)),
    ];
    yield_now().await;
    count_everywhere(amount);
    for task in tasks {
        task.await.unwrap();
    }
    "done"
}

async fn handler_is_measured_exactly(amount: u64) {
    for round in 0..5 {
        let (output, change) = runtime_delta(&CATALOG, handler(amount)).await;
        assert_eq!(output, "done");
        let counted = counted_everywhere(6 * amount);
        assert_eq!(format!("{change:?}"), counted, "round {round}");
    }
}

macro_rules! tests_of_handlers {
    ($($name:ident: $attribute:meta, $amount:literal;)*) => {$(
        #[$attribute]
        async fn $name() {
            handler_is_measured_exactly($amount).await;
        }
    )*};
}

tests_of_handlers! {
    one_current_thread: tokio::test, 1;
    another_current_thread: tokio::test, 2;
    one_multi_thread: tokio::test(flavor = "multi_thread", worker_threads = 2), 3;
    another_multi_thread: tokio::test(flavor = "multi_thread", worker_threads = 2), 4;
}

#[test]
fn concurrent_runtimes_see_only_their_own_counts() {
    thread::scope(|scope| {
        for (amount, runtime) in (1..).zip([
            current_thread as fn() -> Runtime,
            multi_thread,
            current_thread,
            multi_thread,
        ]) {
            scope.spawn(move || runtime().block_on(handler_is_measured_exactly(amount)));
        }
    });
}

#[test]
fn a_measured_future_can_be_spawned() {
    let runtime = multi_thread();
    let task = runtime.spawn(handler_is_measured_exactly(5));
    runtime.block_on(task).unwrap();
}

#[test]
fn work_outside_the_runtime_is_not_included() {
    for runtime in [current_thread(), multi_thread()] {
        let ((), change) = runtime.block_on(runtime_delta(&CATALOG, async {
            let elsewhere = || {
                count_everywhere(7);
                multi_thread().block_on(async {
                    spawn(async { count_everywhere(7) }).await.unwrap();
                });
                thread_delta(&CATALOG, || count_everywhere(8))
            };
            let measured_there = thread::spawn(elsewhere).join().unwrap();
            assert_eq!(format!("{measured_there:?}"), counted_everywhere(8));
            count_everywhere(1);
        }));
        assert_eq!(format!("{change:?}"), counted_everywhere(1));
    }
}

#[test]
fn ended_threads_are_included_and_threads_that_reuse_their_lanes_are_not() {
    let (ended, ends) = mpsc::channel();
    let runtime = Builder::new_current_thread()
        .thread_keep_alive(Duration::from_millis(1))
        .on_thread_stop(move || ended.send(()).unwrap())
        .build()
        .unwrap();
    let ((), change) = runtime.block_on(runtime_delta(&CATALOG, async {
        for _ in 0..20 {
            spawn_blocking(|| count_everywhere(1)).await.unwrap();
            ends.recv_timeout(Duration::from_secs(60)).unwrap();
            thread::spawn(|| count_everywhere(100)).join().unwrap();
        }
    }));
    assert_eq!(format!("{change:?}"), counted_everywhere(20));
}

#[test]
fn a_dropped_future_leaves_no_measurement() {
    let runtime = current_thread();
    runtime.block_on(async {
        let mut dropped = Box::pin(runtime_delta(&CATALOG, std::future::pending::<()>()));
        let pending = std::future::poll_fn(|context| {
            std::task::Poll::Ready(dropped.as_mut().poll(context).is_pending())
        });
        assert!(pending.await);
        drop(dropped);
        handler_is_measured_exactly(1).await;
    });
}

#[test]
fn measuring_outside_a_runtime_panics() {
    let mut future = Box::pin(runtime_delta(&CATALOG, async {
        storages::IN_LANES_TOTAL.inc();
    }));
    let poll = std::panic::AssertUnwindSafe(|| {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        future.as_mut().poll(&mut context).is_ready()
    });
    assert_eq!(
        *catch_unwind(poll).unwrap_err().downcast::<&str>().unwrap(),
        "`runtime_delta` requires a tokio runtime, but the calling thread has no runtime\n\
         help: with another executor use `thread_delta(&CATALOG, || block_on(future))`"
    );
}
