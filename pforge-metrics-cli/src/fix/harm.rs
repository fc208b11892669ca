//! Checks whether steps make any schema worse.

use super::step::Step;
use pforge_metrics_schema::Compiled;
use std::collections::BTreeMap;

/// Returns whether no schema has more findings than before. `None` is a schema that the steps do not change.
///
/// A fix of what hides others may expose findings, but only in a schema that reported it.
pub fn is_harmless(before: &[Compiled], after: &[Option<Compiled>], steps: &[Step]) -> bool {
    let uncovers = steps.iter().all(|step| step.uncovers);
    let mut schemas = before.iter().zip(after).enumerate();
    schemas.all(|(schema, (before, after))| {
        let Some(after) = after else { return true };
        let mut reaching = steps.iter().filter(|it| it.reaches(&before.sources));
        if reaching.all(|it| it.schemas.contains(&schema)) {
            if uncovers {
                is_toml_as_before(before, after)
            } else {
                finds_no_more(before, after)
            }
        } else {
            // The schema has not named its references, and what hides others would hide the broken ones.
            !before.diagnostics.iter().any(|it| it.rule.hides_others)
                && finds_no_more(before, after)
        }
    })
}

/// Whether no more files are invalid TOML: a key that is put right may be there already.
fn is_toml_as_before(before: &Compiled, after: &Compiled) -> bool {
    let invalid = |compiled: &Compiled| {
        let diagnostics = compiled.diagnostics.iter();
        diagnostics.filter(|it| it.rule.id == "syntax").count()
    };
    invalid(after) <= invalid(before)
}

/// Whether no rule finds more than it did.
fn finds_no_more(before: &Compiled, after: &Compiled) -> bool {
    let count = |compiled: &Compiled| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in &compiled.diagnostics {
            *counts.entry(diagnostic.rule.id).or_default() += 1;
        }
        counts
    };
    let before = count(before);
    let mut after = count(after).into_iter();
    after.all(|(rule, count)| before.get(rule).is_some_and(|then| count <= *then))
}
