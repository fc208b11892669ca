//! The verdict of a study, and the sentences for it.

use crate::study::{Settings, Study};
use crate::time::format_duration;

/// Fewer blocks of time have too few arrangements to tell chance from anything else.
const FEWEST_BLOCKS: usize = 10;

/// What a verdict does not say, and what it assumes.
pub const CAUTIONS: [&str; 2] = [
    "Correlation does not imply causation: the reason for an urgent plan may move the gauge by itself.",
    "The test assumes that neither priorities nor ΔE drift over the whole range: two drifting quantities always correlate.",
];

/// Whether plans of higher priority were followed by a larger ΔE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They were followed by a larger ΔE.
    Yes,
    /// The correlation can't be told from chance.
    NoEvidence,
    /// They were followed by a smaller ΔE.
    Opposite,
}

/// The answer of a study, and the reason for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The answer.
    pub answer: Answer,
    /// One sentence, without the period.
    pub reason: String,
}

impl Verdict {
    /// Judges a study.
    ///
    /// A claim requires a p-value of at most 1 minus the confidence, and an interval of the correlation that excludes zero.
    /// The second condition rejects cases in which priorities differ in the spread of ΔE but not in its location. Such a
    /// difference is significant, but it is not a correlation: C. J. `DiCiccio`, J. P. Romano, "Robust Permutation Tests For Correlation And Regression
    /// Coefficients", Journal of the American Statistical Association 112 (2017), 1211–1220.
    #[must_use]
    pub fn of(study: &Study, settings: Settings) -> Self {
        match claim(study, settings) {
            Ok((answer, reason)) => Self { answer, reason },
            Err(reason) => Self {
                answer: Answer::NoEvidence,
                reason,
            },
        }
    }
}

/// What can be claimed, or why nothing can be.
fn claim(study: &Study, settings: Settings) -> Result<(Answer, String), String> {
    if study.groups.iter().filter(|group| group.plans > 0).count() < 2 {
        return Err("all plans with a ΔE have the same priority".to_owned());
    }
    let (Some(tau), Some(p)) = (study.tau, study.p) else {
        return Err(
            "all ΔE are equal: the gauge did not change, or its samples are too far apart"
                .to_owned(),
        );
    };
    if study.blocks < FEWEST_BLOCKS {
        let block = format_duration(settings.block);
        return Err(format!(
            "the plans are in {} blocks of {block}, and {FEWEST_BLOCKS} are needed to tell chance from anything else: log for \
             longer, or look for effects in a shorter --window",
            study.blocks
        ));
    }
    // Without the digits that the difference is not exact in.
    let level = ((1.0 - settings.confidence) * 1e6).round() / 1e6;
    let by_chance = format!("the p-value of the correlation is {}", format_p(p));
    if p > 1.0 - settings.confidence + 1e-9 {
        return Err(format!("{by_chance}, which is above {level}"));
    }
    if tau
        .interval
        .is_none_or(|(low, high)| low <= 0.0 && 0.0 <= high)
    {
        return Err(format!(
            "{by_chance}, but the interval of the correlation contains zero"
        ));
    }
    let (answer, size) = if tau.value > 0.0 {
        (Answer::Yes, "larger")
    } else {
        (Answer::Opposite, "smaller")
    };
    let reason = format!(
        "plans of higher priority were followed by a {size} ΔE; {by_chance}, at most {level}"
    );
    Ok((answer, reason))
}

/// Formats a p-value with three decimals, or with four below 0.001.
#[must_use]
pub fn format_p(p: f64) -> String {
    let decimals = if p < 0.001 { 4 } else { 3 };
    format!("{p:.decimals$}")
}

impl Answer {
    /// Returns the answer in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::NoEvidence => "no evidence",
            Self::Opposite => "the opposite",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::{Estimate, Group};

    const SETTINGS: Settings = Settings {
        block: 1_200.0,
        resamples: 1_999,
        confidence: 0.95,
        seed: 1,
    };

    fn of(
        tau: Option<(f64, f64, f64)>,
        p: f64,
        blocks: usize,
        plans: [usize; 3],
    ) -> (Answer, String) {
        let groups = plans.map(|plans| Group {
            plans,
            mean: None,
            median: None,
        });
        let tau = tau.map(|(value, low, high)| Estimate {
            value,
            interval: Some((low, high)),
        });
        let study = Study {
            groups: groups.into(),
            tau,
            p: tau.map(|_| p),
            blocks,
        };
        let verdict = Verdict::of(&study, SETTINGS);
        (verdict.answer, verdict.reason)
    }

    #[test]
    fn a_claim_takes_two_priorities_enough_time_a_small_p_and_an_interval_without_zero() {
        let up = Some((0.3, 0.1, 0.5));
        let down = Some((-0.3, -0.5, -0.1));
        let (yes, none, opposite) = (Answer::Yes, Answer::NoEvidence, Answer::Opposite);
        for (found, answer, reason) in [
            (
                of(up, 0.05, 10, [1, 0, 9]),
                yes,
                "plans of higher priority were followed by a larger ΔE; \
                 the p-value of the correlation is 0.050, at most 0.05",
            ),
            (
                of(down, 0.0005, 10, [1, 0, 9]),
                opposite,
                "plans of higher priority were followed by a smaller ΔE; \
                 the p-value of the correlation is 0.0005, at most 0.05",
            ),
            (
                of(up, 0.0514, 10, [1, 0, 9]),
                none,
                "the p-value of the correlation is 0.051, which is above 0.05",
            ),
            (
                of(Some((0.3, -0.01, 0.5)), 0.04, 10, [1, 0, 9]),
                none,
                "the p-value of the correlation is 0.040, \
                 but the interval of the correlation contains zero",
            ),
            (
                of(up, 0.0005, 9, [1, 0, 9]),
                none,
                "the plans are in 9 blocks of 20m, and 10 are needed to tell chance from anything else: \
                 log for longer, or look for effects in a shorter --window",
            ),
            (
                of(None, 1.0, 10, [1, 0, 9]),
                none,
                "all ΔE are equal: the gauge did not change, or its samples are too far apart",
            ),
            (
                of(None, 1.0, 10, [0, 0, 9]),
                none,
                "all plans with a ΔE have the same priority",
            ),
        ] {
            assert_eq!(found, (answer, reason.to_owned()));
        }
    }
}
