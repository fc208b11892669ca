//! Compiles the draft and corrects it, until it has no errors.

use super::draft::{Block, Draft, Fate};
use pforge_metrics_schema::{Diagnostic, Severity, Source, Surroundings, compile};

const REASON: &str = "exposed like this";

/// Every round takes something away or allows something, so that there is a last one.
pub(super) fn settle(draft: &mut Draft) {
    loop {
        let rendered = draft.render();
        for block in draft.blocks() {
            block.compiled_allows = block.allows.len();
        }
        let source = Source {
            path: "metrics.toml".to_owned(),
            text: rendered.text,
        };
        let compiled = compile(source, &Surroundings::NONE);
        let mut is_settled = true;
        for diagnostic in &compiled.diagnostics {
            let start = diagnostic.primary.span.start;
            let at = rendered
                .extents
                .iter()
                .position(|extent| extent.contains(&start));
            is_settled &= match at {
                Some(at) => !correct_block(draft, at, diagnostic),
                // Only the prefix can be wrong outside of all blocks.
                None => std::mem::take(&mut draft.prefix).is_empty(),
            };
        }
        if is_settled {
            draft.share_allows();
            return;
        }
    }
}

/// Corrects a block. Returns false if nothing can be corrected.
fn correct_block(draft: &mut Draft, at: usize, diagnostic: &Diagnostic) -> bool {
    let lint = diagnostic.rule.id;
    let question = match &diagnostic.help {
        Some(help) => format!("{} ({help})", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let Some(block) = draft.blocks().nth(at) else {
        return false;
    };
    if block.fate != Fate::Kept {
        return false;
    }
    if diagnostic.severity == Severity::Warning {
        let before = block.questions.len();
        block.ask(question);
        return block.questions.len() > before;
    }
    let is_unused = ["unused_label", "unused_buckets"].contains(&lint);
    let allowed = block
        .allows
        .iter()
        .position(|(allowed, _)| *allowed == lint);
    // What was allowed and is still an error can't be allowed.
    let can_be_allowed = allowed.is_none_or(|at| at >= block.compiled_allows);
    if !is_unused && !diagnostic.rule.fixed && can_be_allowed && !block.table.is_empty() {
        if allowed.is_none() {
            block.allows.push((lint, REASON));
        }
        block.ask(question);
        return true;
    }
    if is_unused || block.table.is_empty() {
        block.fate = Fate::Gone;
        return true;
    }
    if block.table.starts_with("label.") {
        block.fate = Fate::Gone;
        let name = block.name.clone();
        for user in draft.blocks().filter(|user| user.uses.contains(&name)) {
            becomes_comment(user, question.clone());
        }
        return true;
    }
    becomes_comment(block, question);
    true
}

fn becomes_comment(block: &mut Block, question: String) {
    block.fate = Fate::Comment;
    block.ask(question);
}
