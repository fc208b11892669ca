//! Placeholder until the runtime is there.
#![allow(missing_docs, reason = "placeholder")]

pub trait Label: Copy + 'static {
    const NAME: &'static str;
    const VALUES: &'static [&'static str];
    fn index(self) -> usize;
}
macro_rules! label { ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
    #[derive(Clone, Copy, Debug, Eq, PartialEq, Hash)]
    pub enum $name { $($variant),* }
    impl $name {
        pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $value),* } }
    }
    impl crate::schema::Label for $name {
        const NAME: &'static str = "";
        const VALUES: &'static [&'static str] = &[$($value),*];
        fn index(self) -> usize { self as usize }
    }
} }
pub mod updating {
    label!(Vendor { Openai = "openai", Anthropic = "anthropic", Google = "google", Mistral = "mistral", Cohere = "cohere", Meta = "meta", Amazon = "amazon", Local = "local" });
    label!(AgentType { Planner = "planner", Fixer = "fixer", Reviewer = "reviewer", Tester = "tester", Refiner = "refiner", Scout = "scout", Archivist = "archivist", Arbiter = "arbiter" });
}
pub mod counters_10k {
    label!(Shard { Shard00 = "shard-00", Shard01 = "shard-01", Shard02 = "shard-02", Shard03 = "shard-03", Shard04 = "shard-04", Shard05 = "shard-05", Shard06 = "shard-06", Shard07 = "shard-07", Shard08 = "shard-08", Shard09 = "shard-09", Shard10 = "shard-10", Shard11 = "shard-11", Shard12 = "shard-12", Shard13 = "shard-13", Shard14 = "shard-14", Shard15 = "shard-15", Shard16 = "shard-16", Shard17 = "shard-17", Shard18 = "shard-18", Shard19 = "shard-19", Shard20 = "shard-20", Shard21 = "shard-21", Shard22 = "shard-22", Shard23 = "shard-23", Shard24 = "shard-24", Shard25 = "shard-25", Shard26 = "shard-26", Shard27 = "shard-27", Shard28 = "shard-28", Shard29 = "shard-29", Shard30 = "shard-30", Shard31 = "shard-31", Shard32 = "shard-32", Shard33 = "shard-33", Shard34 = "shard-34", Shard35 = "shard-35", Shard36 = "shard-36", Shard37 = "shard-37", Shard38 = "shard-38", Shard39 = "shard-39", Shard40 = "shard-40", Shard41 = "shard-41", Shard42 = "shard-42", Shard43 = "shard-43", Shard44 = "shard-44", Shard45 = "shard-45", Shard46 = "shard-46", Shard47 = "shard-47", Shard48 = "shard-48", Shard49 = "shard-49", Shard50 = "shard-50", Shard51 = "shard-51", Shard52 = "shard-52", Shard53 = "shard-53", Shard54 = "shard-54", Shard55 = "shard-55", Shard56 = "shard-56", Shard57 = "shard-57", Shard58 = "shard-58", Shard59 = "shard-59", Shard60 = "shard-60", Shard61 = "shard-61", Shard62 = "shard-62", Shard63 = "shard-63", Shard64 = "shard-64", Shard65 = "shard-65", Shard66 = "shard-66", Shard67 = "shard-67", Shard68 = "shard-68", Shard69 = "shard-69", Shard70 = "shard-70", Shard71 = "shard-71", Shard72 = "shard-72", Shard73 = "shard-73", Shard74 = "shard-74", Shard75 = "shard-75", Shard76 = "shard-76", Shard77 = "shard-77", Shard78 = "shard-78", Shard79 = "shard-79", Shard80 = "shard-80", Shard81 = "shard-81", Shard82 = "shard-82", Shard83 = "shard-83", Shard84 = "shard-84", Shard85 = "shard-85", Shard86 = "shard-86", Shard87 = "shard-87", Shard88 = "shard-88", Shard89 = "shard-89", Shard90 = "shard-90", Shard91 = "shard-91", Shard92 = "shard-92", Shard93 = "shard-93", Shard94 = "shard-94", Shard95 = "shard-95", Shard96 = "shard-96", Shard97 = "shard-97", Shard98 = "shard-98", Shard99 = "shard-99" });
    label!(Route { Route00 = "route-00", Route01 = "route-01", Route02 = "route-02", Route03 = "route-03", Route04 = "route-04", Route05 = "route-05", Route06 = "route-06", Route07 = "route-07", Route08 = "route-08", Route09 = "route-09", Route10 = "route-10", Route11 = "route-11", Route12 = "route-12", Route13 = "route-13", Route14 = "route-14", Route15 = "route-15", Route16 = "route-16", Route17 = "route-17", Route18 = "route-18", Route19 = "route-19", Route20 = "route-20", Route21 = "route-21", Route22 = "route-22", Route23 = "route-23", Route24 = "route-24", Route25 = "route-25", Route26 = "route-26", Route27 = "route-27", Route28 = "route-28", Route29 = "route-29", Route30 = "route-30", Route31 = "route-31", Route32 = "route-32", Route33 = "route-33", Route34 = "route-34", Route35 = "route-35", Route36 = "route-36", Route37 = "route-37", Route38 = "route-38", Route39 = "route-39", Route40 = "route-40", Route41 = "route-41", Route42 = "route-42", Route43 = "route-43", Route44 = "route-44", Route45 = "route-45", Route46 = "route-46", Route47 = "route-47", Route48 = "route-48", Route49 = "route-49", Route50 = "route-50", Route51 = "route-51", Route52 = "route-52", Route53 = "route-53", Route54 = "route-54", Route55 = "route-55", Route56 = "route-56", Route57 = "route-57", Route58 = "route-58", Route59 = "route-59", Route60 = "route-60", Route61 = "route-61", Route62 = "route-62", Route63 = "route-63", Route64 = "route-64", Route65 = "route-65", Route66 = "route-66", Route67 = "route-67", Route68 = "route-68", Route69 = "route-69", Route70 = "route-70", Route71 = "route-71", Route72 = "route-72", Route73 = "route-73", Route74 = "route-74", Route75 = "route-75", Route76 = "route-76", Route77 = "route-77", Route78 = "route-78", Route79 = "route-79", Route80 = "route-80", Route81 = "route-81", Route82 = "route-82", Route83 = "route-83", Route84 = "route-84", Route85 = "route-85", Route86 = "route-86", Route87 = "route-87", Route88 = "route-88", Route89 = "route-89", Route90 = "route-90", Route91 = "route-91", Route92 = "route-92", Route93 = "route-93", Route94 = "route-94", Route95 = "route-95", Route96 = "route-96", Route97 = "route-97", Route98 = "route-98", Route99 = "route-99" });
}
