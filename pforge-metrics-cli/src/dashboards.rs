//! Dashboards of a schema: a [`Dashboard`] is the model, [`grafana`] and [`html`] render it.

mod all;
mod declared;
pub mod grafana;
pub mod html;
mod metric_panel;
mod model;
mod quantity;
mod sample;
mod series;

pub use all::dashboard as of_all_metrics;
pub use declared::dashboard as declared;
pub use model::Dashboard;
