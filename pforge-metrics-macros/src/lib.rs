//! pforge-metrics-macros
