mod nothing {
    pforge_metrics::include_metrics!();
}

mod path_without_quotes {
    pforge_metrics::include_metrics!(metrics.toml);
}

mod number {
    pforge_metrics::include_metrics!(1);
}

mod inline_without_text {
    pforge_metrics::include_metrics!(inline);
}

mod two_paths {
    pforge_metrics::include_metrics!("metrics.toml", "more.toml");
}

mod unknown_argument {
    pforge_metrics::include_metrics!("metrics.toml", krate = pforge_metrics);
}

mod misspelt_refresh {
    pforge_metrics::include_metrics!("metrics.toml", refrsh = foo);
}

mod misspelt_crate_behind_refresh {
    pforge_metrics::include_metrics!("metrics.toml", refresh = foo, crat = pforge_metrics);
}

mod refresh_behind_crate {
    pforge_metrics::include_metrics!("metrics.toml", crate = pforge_metrics, refresh = foo);
}

mod crate_as_text {
    pforge_metrics::include_metrics!("metrics.toml", crate = "pforge_metrics");
}

mod too_much {
    pforge_metrics::include_metrics!("metrics.toml", crate = pforge_metrics, "more.toml");
}

mod refresh_without_a_function {
    pforge_metrics::include_metrics!("metrics.toml", refresh);
}

mod refresh_as_a_closure {
    pforge_metrics::include_metrics!("metrics.toml", refresh = || ());
}

fn main() {}
