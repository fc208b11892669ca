//! The figures of a table: one for each contestant and column.

use std::collections::{BTreeMap, BTreeSet};

use crate::contestant::Contestant;
use crate::markdown;

/// The figures of one table. Figures that do not apply to a contestant are absent.
pub struct Figures<Column> {
    cells: BTreeMap<(Contestant, Column), f64>,
}

/// The row and column of a cell.
pub type CellKey<Column> = (Contestant, Column);

impl<Column: Copy + Ord> Figures<Column> {
    /// Creates a table without figures.
    pub const fn new() -> Self {
        Self {
            cells: BTreeMap::new(),
        }
    }

    /// Adds a figure unless it is `None`.
    pub fn record(
        &mut self,
        contestant: Contestant,
        column: Column,
        figure: impl Into<Option<f64>>,
    ) {
        if let Some(figure) = figure.into() {
            self.cells.insert((contestant, column), figure);
        }
    }

    /// Returns the figure in a cell.
    pub fn get(&self, key: CellKey<Column>) -> Option<f64> {
        self.cells.get(&key).copied()
    }

    /// Divides the figure in one cell by that in another.
    pub fn ratio(&self, of: CellKey<Column>, to: CellKey<Column>) -> Option<f64> {
        Some(self.get(of)? / self.get(to)?)
    }

    /// Formats these columns as a Markdown table, with a row for each contestant that has a figure in one of them.
    pub fn markdown(&self, columns: &[(Column, &str)]) -> String {
        let header = [""]
            .into_iter()
            .chain(columns.iter().map(|(_, title)| *title));
        let contestants: BTreeSet<Contestant> = self
            .cells
            .keys()
            .filter(|(_, of)| columns.iter().any(|(column, _)| column == of))
            .map(|(contestant, _)| *contestant)
            .collect();
        let rows = contestants.into_iter().map(|contestant| {
            let figures = columns
                .iter()
                .map(|(column, _)| match self.get((contestant, *column)) {
                    Some(figure) => markdown::three_digits(figure),
                    None => "–".to_owned(),
                });
            [contestant.to_string()]
                .into_iter()
                .chain(figures)
                .collect()
        });
        markdown::table(header, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_lists_contestants_in_order_and_a_dash_for_absent_figures() {
        let mut figures = Figures::new();
        figures.record(Contestant::Measured, 'b', 1_234.6);
        figures.record(Contestant::Pforge, 'a', 0.4712);
        figures.record(Contestant::Pforge, 'b', 12.0);

        assert_eq!(
            figures.markdown(&[('a', "first"), ('b', "second")]),
            "|  | first | second |\n\
             |---|---:|---:|\n\
             | **pforge-metrics** | 0.471 | 12.0 |\n\
             | measured | – | 1,235 |\n"
        );
    }

    #[test]
    fn a_ratio_needs_both_figures() {
        let mut figures = Figures::new();
        figures.record(Contestant::Pforge, 'a', 1.0);
        figures.record(Contestant::Prometheus, 'a', 4.0);

        let ours = (Contestant::Pforge, 'a');
        assert_eq!(
            figures.ratio(ours, (Contestant::Prometheus, 'a')),
            Some(0.25)
        );
        assert_eq!(figures.ratio(ours, (Contestant::Measured, 'a')), None);
    }
}
