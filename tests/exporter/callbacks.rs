//! Callbacks that panic or hang: refresh functions, collectors and authentication checks.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use pforge_metrics::exporter::metrics::{Callback, PFORGE_METRICS_CALLBACK_PANICS_TOTAL};
use pforge_metrics::exporter::{Auth, Exporter, Verdict};
use pforge_metrics::testing::assert_exposition;
use prometheus::core::{Collector, Desc};
use prometheus::proto::MetricFamily;
use prometheus::{Gauge, Registry};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, ThreadId};
use std::time::Duration;
use tokio::runtime::{Handle, Runtime};
use tower::ServiceExt;

use crate::handler::Gate;
use crate::{JOBS, WAIT, jobs};

/// The timeout for something that must happen immediately.
const TIMEOUT: Duration = Duration::from_secs(60);

mod broken {
    pforge_metrics::include_metrics!(
        inline = r#"
        [gauge.queue_length]
        help  = "Jobs that wait."
        value = "int"
        "#,
        refresh = super::panic_always
    );
}

fn panic_always() {
    broken::QUEUE_LENGTH.set(5);
    panic!("a function with a bug");
}

const QUEUE: &str = "
    # HELP queue_length Jobs that wait.
    # TYPE queue_length gauge
    queue_length 5
";

fn panics(callback: Callback) -> u64 {
    PFORGE_METRICS_CALLBACK_PANICS_TOTAL.with(callback).get()
}

async fn get(exporter: &Exporter) -> (StatusCode, String) {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let response = exporter.router().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_panic_in_a_refresh_function_loses_no_metric_and_is_counted() {
    let builder = Exporter::builder();
    let builder = builder.catalog(&broken::CATALOG).catalog(&jobs::CATALOG);
    let exporter = builder.clone().build().unwrap();
    let whole = format!("{JOBS}{QUEUE}{WAIT}");
    for _ in 0..2 {
        let before = panics(Callback::Refresh);
        let (status, body) = get(&exporter).await;
        assert_eq!(status, StatusCode::OK);
        assert_exposition(&body, &whole);
        assert!(panics(Callback::Refresh) > before);
    }
    let before = panics(Callback::Refresh);
    assert_exposition(&exporter.text(), &whole);
    assert!(panics(Callback::Refresh) > before);

    let strict = builder.serve_partial(false).build().unwrap();
    let (status, body) = get(&strict).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(body, "a collector or refresh function panicked\n");
}

#[tokio::test]
async fn a_catalog_in_a_registry_is_served_and_counted_in_the_same_way() {
    let registry = Registry::new();
    let collector = broken::CATALOG.collector();
    registry.register(Box::new(collector)).unwrap();
    let builder = Exporter::builder().registry(&registry);
    let exporter = builder.clone().build().unwrap();
    let before = panics(Callback::Refresh);
    let (status, body) = get(&exporter).await;
    assert_eq!(status, StatusCode::OK);
    assert_exposition(&body, QUEUE);
    assert!(panics(Callback::Refresh) > before);
    let strict = builder.serve_partial(false).build().unwrap();
    assert_eq!(get(&strict).await.0, StatusCode::INTERNAL_SERVER_ERROR);

    // A gather on this thread outside an exporter does not count.
    registry.gather();
    let sound = Exporter::builder()
        .catalog(&jobs::CATALOG)
        .registry(&Registry::new());
    let sound = sound.serve_partial(false).build().unwrap();
    assert_eq!(get(&sound).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_panic_in_an_authentication_check_denies_access_and_is_counted() {
    let at_once = Auth::custom(|_| -> std::future::Ready<Verdict> { panic!("a check with a bug") });
    let later = Auth::custom(|_| async {
        tokio::task::yield_now().await;
        panic!("a check with a bug")
    });
    for auth in [at_once, later] {
        let exporter = Exporter::builder().catalog(&jobs::CATALOG).auth(auth);
        let exporter = exporter.build().unwrap();
        for _ in 0..2 {
            let before = panics(Callback::Auth);
            let (status, body) = get(&exporter).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert_eq!(body, "the authentication check panicked\n");
            assert!(panics(Callback::Auth) > before);
        }
    }
}

/// Drops a runtime in which a scrape has timed out, and then one in which a scrape is waiting.
#[test]
fn a_hanging_collector_does_not_block_the_shutdown_of_a_runtime() {
    let gate = Gate::new();
    let short = gate.exporter().timeout(Duration::from_millis(10));
    let patient = gate.exporter().timeout(TIMEOUT);
    let (short, patient) = (short.build().unwrap(), patient.build().unwrap());
    gate.set(false);
    let at_build = gate.calls();
    let (ended, has_ended) = mpsc::channel();
    let hanging = gate.clone();
    thread::spawn(move || {
        let runtime = Runtime::new().unwrap();
        let (status, _) = runtime.block_on(get(&short));
        drop(runtime);
        ended.send(status).unwrap();

        let runtime = Runtime::new().unwrap();
        let scrape = runtime.spawn(async move { get(&patient).await });
        while hanging.calls() < at_build + 2 {
            thread::yield_now();
        }
        drop(runtime);
        assert!(scrape.is_finished());
        ended.send(StatusCode::OK).unwrap();
    });
    // Shorter than the gate is closed, and than the timeout of the scrape.
    let timed_out = has_ended.recv_timeout(TIMEOUT / 3);
    let dropped = has_ended.recv_timeout(TIMEOUT / 3);
    gate.set(true);
    assert_eq!(timed_out, Ok(StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!(dropped, Ok(StatusCode::OK));
}

/// A collector that reports its thread, and the end of that thread.
struct ReportsThread(Gauge, Mutex<Sender<Event>>);

#[derive(Debug, PartialEq)]
enum Event {
    Called(ThreadId, Result<(), String>),
    Ended,
}

thread_local! {
    static END: std::cell::RefCell<Option<ReportsEnd>> = const { std::cell::RefCell::new(None) };
}

struct ReportsEnd(Sender<Event>);

impl Drop for ReportsEnd {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Ended);
    }
}

impl Collector for ReportsThread {
    fn desc(&self) -> Vec<&Desc> {
        self.0.desc()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        let sender = self.1.lock().unwrap();
        let runtime = Handle::try_current().map(drop);
        let event = Event::Called(
            thread::current().id(),
            runtime.map_err(|error| error.to_string()),
        );
        sender.send(event).unwrap();
        END.with_borrow_mut(|end| _ = end.get_or_insert_with(|| ReportsEnd(sender.clone())));
        self.0.collect()
    }
}

fn next_event(receiver: &Receiver<Event>) -> Event {
    receiver.recv_timeout(TIMEOUT).unwrap()
}

#[tokio::test]
async fn scrapes_gather_on_one_thread_in_the_context_of_the_runtime() {
    let registry = Registry::new();
    let (sender, receiver) = mpsc::channel();
    let collector = ReportsThread(Gauge::new("thread", "Thread.").unwrap(), Mutex::new(sender));
    registry.register(Box::new(collector)).unwrap();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    let here = Event::Called(thread::current().id(), Ok(()));
    assert_eq!(next_event(&receiver), here, "the exporter is built here");
    assert_eq!(get(&exporter).await.0, StatusCode::OK);
    let first = next_event(&receiver);
    assert_ne!(first, here);
    assert!(matches!(first, Event::Called(_, Ok(()))), "{first:?}");
    assert_eq!(get(&exporter).await.0, StatusCode::OK);
    assert_eq!(next_event(&receiver), first);
    // The thread ends with the exporter.
    drop(exporter);
    assert_eq!(next_event(&receiver), Event::Ended);
}

/// A collector that sleeps for a short time of the system clock.
struct Slow(Gauge);

impl Collector for Slow {
    fn desc(&self) -> Vec<&Desc> {
        self.0.desc()
    }

    fn collect(&self) -> Vec<MetricFamily> {
        let never = Arc::new(Mutex::new(()));
        let condition = std::sync::Condvar::new();
        let guard = never.lock().unwrap();
        let _ = condition.wait_timeout_while(guard, Duration::from_millis(5), |()| true);
        self.0.collect()
    }
}

#[tokio::test(start_paused = true)]
async fn a_paused_clock_does_not_time_a_scrape_out() {
    let registry = Registry::new();
    let slow = Slow(Gauge::new("slow", "Slow.").unwrap());
    registry.register(Box::new(slow)).unwrap();
    let exporter = Exporter::builder().registry(&registry).build().unwrap();
    assert_eq!(get(&exporter).await.0, StatusCode::OK);
}
