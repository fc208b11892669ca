//! pforge-metrics
