//! The labels of requests.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{any, get, post};
use pforge_metrics::http::HttpMetrics;
use pforge_metrics::testing::assert_exposition;
use tower::{Layer, ServiceExt};

use crate::{assert_status, grown_by};

#[test]
fn requests_are_counted_by_method_route_and_status_class() {
    let code = async |axum::extract::Path(code): axum::extract::Path<u16>| {
        StatusCode::from_u16(code).unwrap()
    };
    let app = Router::new()
        .route(
            "/users/{id}",
            get(|| async {}).post(|| async { StatusCode::CREATED }),
        )
        .route("/codes/{code}", any(code))
        .layer(HttpMetrics::new());
    let grown = grown_by(async {
        assert_status(&app, "GET", "/users/1", 200).await;
        assert_status(&app, "GET", "/users/2?a=b", 200).await;
        assert_status(&app, "POST", "/users/3", 201).await;
        assert_status(&app, "DELETE", "/users/4", 405).await;
        assert_status(&app, "GET", "/elsewhere", 404).await;
        for code in [101, 304, 404, 503, 799] {
            assert_status(&app, "HEAD", &format!("/codes/{code}"), code).await;
        }
    });
    assert_exposition(
        &grown,
        r#"
        http_request_duration_seconds_count{method="get",route="unmatched"} 1
        http_request_duration_seconds_count{method="get",route="/users/{id}"} 2
        http_request_duration_seconds_count{method="head",route="/codes/{code}"} 5
        http_request_duration_seconds_count{method="post",route="/users/{id}"} 1
        http_request_duration_seconds_count{method="delete",route="/users/{id}"} 1
        http_requests_total{method="get",route="unmatched",status="4xx"} 1
        http_requests_total{method="get",route="/users/{id}",status="2xx"} 2
        http_requests_total{method="head",route="/codes/{code}",status="1xx"} 1
        http_requests_total{method="head",route="/codes/{code}",status="3xx"} 1
        http_requests_total{method="head",route="/codes/{code}",status="4xx"} 1
        http_requests_total{method="head",route="/codes/{code}",status="5xx"} 2
        http_requests_total{method="post",route="/users/{id}",status="2xx"} 1
        http_requests_total{method="delete",route="/users/{id}",status="4xx"} 1
        "#,
    );
}

#[test]
fn nested_routes_have_full_paths_and_unknown_routes_are_unmatched() {
    let inner = || Router::new().route("/items", post(|| async {}));
    let app = Router::new()
        .nest("/nested", inner())
        .nest_service("/service", inner())
        .layer(HttpMetrics::new());
    // Around the router, the layer runs before routing.
    let around = HttpMetrics::new().layer(Router::new().route("/items", post(|| async {})));
    let grown = grown_by(async {
        assert_status(&app, "POST", "/nested/items", 200).await;
        assert_status(&app, "POST", "/service/items", 200).await;
        let request = axum::http::Request::post("/items").body(axum::body::Body::empty());
        assert_eq!(
            around.oneshot(request.unwrap()).await.unwrap().status(),
            200
        );
    });
    assert_exposition(
        &grown,
        r#"
        http_request_duration_seconds_count{method="post",route="unmatched"} 2
        http_request_duration_seconds_count{method="post",route="/nested/items"} 1
        http_requests_total{method="post",route="unmatched",status="2xx"} 2
        http_requests_total{method="post",route="/nested/items",status="2xx"} 1
        "#,
    );
}

/// CVE-2022-21698: a client could create a series for each invented method. The same applies to paths of a scanner.
#[test]
fn hostile_methods_and_paths_create_no_series() {
    let app = Router::new()
        .route("/kept", get(|| async {}))
        .layer(HttpMetrics::new());
    let grown = grown_by(async {
        for i in 0..100_000 {
            assert_status(&app, "GET", &format!("/wp-admin/{i}.php?{i}"), 404).await;
        }
        for i in 0..1_000 {
            assert_status(&app, &format!("HACK{i}"), "/kept", 405).await;
        }
        for method in ["get", "PROPFIND", "PRI", "TRACE", "CONNECT"] {
            assert_status(&app, method, "/", 404).await;
        }
    });
    assert_exposition(
        &grown,
        r#"
        http_request_duration_seconds_count{method="get",route="unmatched"} 100000
        http_request_duration_seconds_count{method="connect",route="unmatched"} 1
        http_request_duration_seconds_count{method="trace",route="unmatched"} 1
        http_request_duration_seconds_count{method="other",route="unmatched"} 3
        http_request_duration_seconds_count{method="other",route="/kept"} 1000
        http_requests_total{method="get",route="unmatched",status="4xx"} 100000
        http_requests_total{method="connect",route="unmatched",status="4xx"} 1
        http_requests_total{method="trace",route="unmatched",status="4xx"} 1
        http_requests_total{method="other",route="unmatched",status="4xx"} 3
        http_requests_total{method="other",route="/kept",status="4xx"} 1000
        "#,
    );
}
