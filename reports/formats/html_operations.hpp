// The operations of the HTML report: a picture, counts, and their clauses.
#pragma once

#include <kainjow/mustache.hpp>

#include "formats/html_clause.hpp"
#include "result/result.hpp"

namespace confab::reports {

/// Sets `columns` (the verdicts that have one) and `operations`, each with a bar as wide as its clauses and their rows.
void set_html_operations(kainjow::mustache::data& view, const RunResult& run, const ClauseRows& clauses);

}  // namespace confab::reports
