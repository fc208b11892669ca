mod metrics {
    pforge_metrics::include_metrics!(
        inline = r#"
            [label.method]
            help   = "HTTP method."
            values = ["get", "post"]

            [counter.requests_total]
            help   = "Requests served."
            labels = ["method"]

            [gauge.requests_active]
            help   = "Requests in flight."
            labels = ["method"]

            [histogram.request_duration_seconds]
            help    = "Time to serve a request."
            labels  = ["method"]
            buckets = [0.1, 1]

            [stateset.phase]
            help   = "Current stage."
            labels = ["method"]
            states = "stage"

            [label.stage]
            help   = "Stage."
            values = ["reading", "writing"]
        "#
    );
}

use metrics::*;

fn main() {
    REQUESTS_TOTAL.inc();
    REQUESTS_ACTIVE.set(2.0);
    REQUEST_DURATION_SECONDS.observe(0.25);
    let exemplar = pforge_metrics::Exemplar::new(1, 2);
    REQUESTS_TOTAL.mirror(3);
    REQUESTS_TOTAL.inc_with_exemplar(&exemplar);
    REQUESTS_TOTAL.inc_by_with_exemplar(3, &exemplar);
    REQUESTS_ACTIVE.track_in_flight();
    REQUESTS_ACTIVE.set_to_current_time();
    REQUEST_DURATION_SECONDS.observe_with_exemplar(0.25, &exemplar);
    REQUEST_DURATION_SECONDS.start_timer();
    REQUEST_DURATION_SECONDS.time(|| ());
    REQUEST_DURATION_SECONDS.time_future(async {});
    REQUEST_DURATION_SECONDS.count();
    REQUEST_DURATION_SECONDS.sum();
    PHASE.is_active(Stage::Reading);
    PHASE.enable(Stage::Reading);
    PHASE.disable(Stage::Reading);
    REQUESTS_TOTAL.get();
    REQUESTS_ACTIVE.get();
}
