//! An exporter in an application.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::routing::get;
use pforge_metrics::exporter::Exporter;
use tower::ServiceExt;

#[expect(dead_code, reason = "the metrics are only exposed")]
mod shop {
    pforge_metrics::include_metrics!(
        inline = r#"
        [counter.shop_orders_total]
        help = "Orders taken."
        "#
    );
}

const EXPOSITION: &str = "\
# HELP shop_orders_total Orders taken.
# TYPE shop_orders_total counter
shop_orders_total 0
";

#[derive(Clone)]
struct Shop {
    name: &'static str,
}

async fn home(State(shop): State<Shop>) -> &'static str {
    shop.name
}

fn exporter() -> Exporter {
    let builder = Exporter::builder().catalog(&shop::CATALOG);
    builder.build().unwrap()
}

async fn body(app: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = app.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_stateful_application_serves_an_exporter_next_to_its_routes() {
    let state = || Shop {
        name: "corner shop",
    };
    let routes = || Router::new().route("/", get(home));
    let apps: [(&str, Router, &str); 5] = [
        (
            "merge an exporter",
            routes().merge(exporter()).with_state(state()),
            "/metrics",
        ),
        (
            "merge a router",
            routes().merge(exporter().router()).with_state(state()),
            "/metrics",
        ),
        (
            "merge after `with_state`",
            routes().with_state(state()).merge(exporter()),
            "/metrics",
        ),
        (
            "merge into an exporter's router",
            exporter().router().merge(routes()).with_state(state()),
            "/metrics",
        ),
        (
            "nest",
            routes()
                .nest("/internal", exporter().router())
                .with_state(state()),
            "/internal/metrics",
        ),
    ];
    for (name, app, path) in apps {
        let home = (StatusCode::OK, "corner shop".to_owned());
        assert_eq!(body(&app, "/").await, home, "{name}");
        let metrics = (StatusCode::OK, EXPOSITION.to_owned());
        assert_eq!(body(&app, path).await, metrics, "{name}");
    }
}

#[tokio::test]
async fn an_exporter_is_a_complete_application() {
    let app = Router::from(exporter());
    let metrics = (StatusCode::OK, EXPOSITION.to_owned());
    assert_eq!(body(&app, "/metrics").await, metrics);
    assert_eq!(body(&app, "/").await.0, StatusCode::NOT_FOUND);
}

#[test]
fn an_exporter_without_sources_is_a_build_error() {
    let nothing = [
        Exporter::builder(),
        Exporter::builder().process(true).process(false),
        Exporter::builder().self_metrics(false).created(true),
    ];
    for builder in nothing {
        assert_eq!(
            builder.build().unwrap_err().to_string(),
            "the exporter has nothing to serve\n\
             help: add the metrics of your crate with `.catalog(&CATALOG)`"
        );
    }
    let empty = prometheus::Registry::new();
    let built = Exporter::builder().registry(&empty).build();
    assert_eq!(built.unwrap().text(), "");
}
