//! pforge-metrics-schema
