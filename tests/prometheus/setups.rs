//! Prometheus scrapes exporters of this process with all formats and all kinds of credentials.
//!
//! Its format cannot be configured, so it runs twice: by default it requests OpenMetrics, and with native histograms protobuf.

use axum::Router;
use axum::middleware::map_response;
use axum::response::Response;
use pforge_metrics::exporter::{Auth, WebConfig};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

use crate::certificates::{authority, certificate};
use crate::{Api, empty, everything, run_in, until};

/// A format, and how Prometheus stores its series.
#[derive(Clone, Copy)]
struct Format {
    content_type: &'static str,
    /// The type of a state set, and the text of the bucket bound 1.
    stateset: &'static str,
    one: &'static str,
    /// Whether this Prometheus stores created timestamps as separate series.
    has_created: bool,
}

const TEXT: Format = Format {
    content_type: "text/plain; charset=utf-8",
    stateset: "gauge",
    one: "1",
    has_created: false,
};

const OPENMETRICS: Format = Format {
    content_type: "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores",
    stateset: "stateset",
    one: "1.0",
    has_created: true,
};

const PROTOBUF: Format = Format {
    content_type: "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
    stateset: "gauge",
    one: "1.0",
    has_created: false,
};

/// The setup of one exporter.
struct Way {
    name: &'static str,
    auth: Option<Auth>,
    /// The web configuration file of its server, with its own users.
    web: String,
    /// Whether an axum application serves it instead of its own server.
    is_mounted: bool,
    /// Whether the configuration forces the text format.
    in_text: bool,
    /// Whether created timestamps are enabled.
    created: bool,
    /// The scrape configuration.
    right: &'static str,
    /// Additional configuration that must fail, and its error.
    wrong: &'static [(&'static str, &'static str)],
}

/// The certificates are those of [`write_secrets`].
fn ways(folder: &Path) -> [Way; 7] {
    let plain = || Way {
        name: "plain",
        auth: None,
        web: String::new(),
        is_mounted: false,
        in_text: false,
        created: false,
        right: "",
        wrong: &[],
    };
    let hash = bcrypt::hash("sesame", 4).unwrap();
    [
        Way {
            name: "bearer",
            auth: Some(Auth::bearer_file(folder.join("tokens")).unwrap()),
            right: "authorization: { credentials_file: token }",
            wrong: &[
                ("authorization: { credentials: guess }", "401"),
                ("basic_auth: { username: new-token, password: x }", "401"),
                ("", "401"),
            ],
            ..plain()
        },
        Way {
            name: "basic",
            auth: Some(Auth::basic([("prometheus", &*hash)]).unwrap()),
            right: "basic_auth: { username: prometheus, password: sesame }",
            wrong: &[
                ("basic_auth: { username: prometheus, password: x }", "401"),
                ("basic_auth: { username: grafana, password: sesame }", "401"),
            ],
            ..plain()
        },
        Way {
            name: "text",
            in_text: true,
            ..plain()
        },
        Way {
            name: "created",
            created: true,
            ..plain()
        },
        Way {
            name: "mounted",
            auth: Some(Auth::bearer("new-token").unwrap()),
            is_mounted: true,
            right: "authorization: { credentials_file: token }",
            wrong: &[("", "401")],
            ..plain()
        },
        Way {
            name: "tls",
            web: "tls_server_config: { cert_file: cert.pem, key_file: key.pem }".to_owned(),
            right: "tls_config: { ca_file: authority.pem }",
            wrong: &[
                (
                    "tls_config: { ca_file: clients.pem }",
                    "certificate signed by unknown authority",
                ),
                (
                    "tls_config: { ca_file: authority.pem, server_name: elsewhere }",
                    "not elsewhere",
                ),
            ],
            ..plain()
        },
        Way {
            name: "mutual",
            web: format!(
                "tls_server_config:
  cert_file: cert.pem
  key_file: key.pem
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: clients.pem
basic_auth_users: {{ prometheus: {hash} }}"
            ),
            right: "basic_auth: { username: prometheus, password: sesame }
  tls_config: { ca_file: authority.pem, cert_file: own.pem, key_file: own.key }",
            wrong: &[
                (
                    "tls_config: { ca_file: authority.pem, cert_file: own.pem, key_file: own.key }",
                    "401",
                ),
                (
                    "basic_auth: { username: prometheus, password: sesame }
  tls_config: { ca_file: authority.pem }",
                    "tls: ",
                ),
            ],
            ..plain()
        },
    ]
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
async fn every_exporter_setup_works_over_openmetrics() {
    scrape("ways-openmetrics", "exemplar-storage", OPENMETRICS).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a Prometheus: run `./test end-to-end`"]
async fn every_exporter_setup_works_over_protobuf() {
    scrape("ways-protobuf", "native-histograms", PROTOBUF).await;
}

async fn scrape(name: &str, features: &str, preferred: Format) {
    let folder = empty(name);
    write_secrets(&folder);
    let ways = ways(&folder);
    let responses = Answers::default();
    let mut config =
        "global: { scrape_interval: 1s, scrape_timeout: 1s }\nscrape_configs:\n".to_owned();
    for way in &ways {
        let target = way.serve(&folder, &responses).await;
        way.configure(&target, &mut config);
    }
    fs::write(folder.join("prometheus.yml"), config).unwrap();
    let (_prometheus, api) = run_in(&folder, features);
    for way in &ways {
        let format = if way.in_text { TEXT } else { preferred };
        way.check(&api, format);
    }
    let responses = responses.0.lock().unwrap();
    assert!(responses.iter().any(|it| it == preferred.content_type));
    // Rejected scrapes.
    let others = responses.iter().filter(|it| **it != preferred.content_type);
    for other in others {
        assert_eq!(other, "text/plain; charset=utf-8");
    }
}

/// The Content-Types of the responses of a mounted exporter.
#[derive(Clone, Default)]
struct Answers(Arc<Mutex<Vec<String>>>);

impl Answers {
    fn watch(&self, router: Router) -> Router {
        let responses = self.clone();
        router.layer(map_response(move |response: Response| {
            let content_type = response.headers()["content-type"].to_str().unwrap();
            responses.0.lock().unwrap().push(content_type.to_owned());
            std::future::ready(response)
        }))
    }
}

fn write_secrets(folder: &Path) {
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    let (server, clients) = (authority(), authority());
    write("authority.pem", &server.pem());
    write("clients.pem", &clients.pem());
    for (authority, file, key_file) in [
        (&server, "cert.pem", "key.pem"),
        (&clients, "own.pem", "own.key"),
    ] {
        let (certificate, key) = certificate(authority);
        write(file, &certificate);
        write(key_file, &key);
    }
    write("tokens", "old-token\nnew-token\n");
    write("token", "new-token\n");
}

impl Way {
    /// Serves the exporter until the test's runtime ends.
    async fn serve(&self, folder: &Path, responses: &Answers) -> String {
        let path = folder.join(format!("{}.yml", self.name));
        fs::write(&path, &self.web).unwrap();
        let web = WebConfig::from_file(&path).unwrap();
        let exporter = everything::exporter()
            .auth(self.auth.clone().or(web.auth()))
            .debug(self.in_text)
            .created(self.created)
            .build()
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let target = listener.local_addr().unwrap().to_string();
        if self.is_mounted {
            let router = responses.watch(exporter.router());
            let app = Router::new().nest("/internal", router);
            tokio::spawn(async { axum::serve(listener, app).await });
        } else {
            tokio::spawn(exporter.server().tls(web.tls()).serve(listener));
        }
        target
    }

    /// A job with the correct settings, and one for each wrong setting.
    fn configure(&self, target: &str, config: &mut String) {
        let scheme = if self.web.is_empty() { "http" } else { "https" };
        let path = if self.is_mounted { "/internal" } else { "" };
        let parameters = if self.in_text { "debug: [text]" } else { "" };
        let wrong = self.wrong.iter().map(|(told, _)| *told).enumerate();
        let wrong = wrong.map(|(number, told)| (format!("{}-wrong-{number}", self.name), told));
        for (job, told) in [(self.name.to_owned(), self.right)]
            .into_iter()
            .chain(wrong)
        {
            write!(
                config,
                "- job_name: {job}\n  static_configs: [ {{ targets: ['{target}'] }} ]\n  \
                 scheme: {scheme}\n  metrics_path: {path}/metrics\n  \
                 params: {{ {parameters} }}\n  {told}\n"
            )
            .unwrap();
        }
    }

    fn check(&self, api: &Api, format: Format) {
        let job = self.name;
        let target = |job: &str| {
            let targets = api.get("targets?state=active")?;
            let mut targets = targets["activeTargets"].as_array()?.iter();
            let target = targets.find(|target| target["labels"]["job"] == job)?;
            (target["health"] != "unknown").then(|| target.clone())
        };
        let found = until(&format!("a scrape of {job}"), || target(job));
        assert_eq!(found["health"], "up", "{found:#}");

        let ours = format!("{{job='{job}',__name__=~'proof_.*'}}");
        let series = until(&ours, || {
            api.series(&ours).filter(|series| !series.is_empty())
        });
        let (times, series): (Vec<_>, _) =
            series.into_iter().partition(|it| it.contains("_created"));
        assert_eq!(series, everything::series(format.one), "{job}");
        let of = everything::created(&times);
        let shown = everything::CREATED
            .iter()
            .filter(|_| self.created && format.has_created);
        assert!(shown.eq(&of), "{job}: {times:?}");
        let median = format!(
            "histogram_quantile(0.5, sum by (le) (proof_wait_seconds_bucket{{job='{job}'}}))"
        );
        assert_eq!(api.series(&median).unwrap(), ["{} 0.875"], "{job}");
        let metadata =
            format!("targets/metadata?match_target=%7bjob='{job}'%7d&metric=proof_phase");
        let metadata = &api.get(&metadata).unwrap()[0];
        assert_eq!(metadata["type"], format.stateset, "{job}");
        assert_eq!(metadata["help"], "What goes on.", "{job}");

        for (number, (told, error)) in self.wrong.iter().enumerate() {
            let job = format!("{job}-wrong-{number}");
            let found = until(&format!("a scrape of {job}"), || target(&job));
            let last = found["lastError"].as_str().unwrap();
            assert_eq!(found["health"], "down", "{told}: {found:#}");
            assert!(last.contains(error), "{told}: {last}");
        }
    }
}
