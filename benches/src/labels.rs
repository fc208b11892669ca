//! Placeholder until include_metrics! is there.
macro_rules! label { ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
    #[allow(missing_docs, reason = "placeholder")]
    #[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
    pub enum $name { $($variant),* }
    #[allow(missing_docs, reason = "placeholder")]
    impl $name {
        pub const ALL: [Self; [$($value),*].len()] = [$(Self::$variant),*];
        pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $value),* } }
        pub const fn index(self) -> usize { self as usize }
    }
} }
label!(Vendor { Openai = "openai", Anthropic = "anthropic", Google = "google", Mistral = "mistral", Cohere = "cohere", Meta = "meta", Amazon = "amazon", Local = "local" });
label!(AgentType { Planner = "planner", Fixer = "fixer", Reviewer = "reviewer", Tester = "tester", Refiner = "refiner", Scout = "scout", Archivist = "archivist", Arbiter = "arbiter" });
