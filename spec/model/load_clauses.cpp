#include "model/load_clauses.hpp"

#include <fmt/format.h>

#include "model/record.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

template <typename Value>
Value read_word(const Record& row, std::string_view key, std::optional<Value> (*parse)(std::string_view),
                const std::vector<std::string>& known) {
  const std::string word = row.text(key);
  if (const auto value = parse(word)) return *value;
  throw row.error(key, fmt::format("\"{}\" is no {}", word, key), source::suggest(word, known));
}

Clause read_clause(const Record& row) {
  row.only({"id", "operation", "level", "provenance", "source", "text", "proved_by", "excluded"});
  Clause clause;
  clause.id = row.text("id");
  clause.operation = row.text_or("operation", "");
  clause.level = read_word(row, "level", parse_level, {"must", "should", "may"});
  clause.provenance = read_word(row, "provenance", parse_provenance, {"seed", "sdk", "source", "assumed"});
  clause.source = row.text("source");
  clause.text = row.text("text");
  clause.proved_by = row.texts_or_none("proved_by");
  clause.excluded = row.text_or("excluded", "");
  clause.place = row.document().place(row.pointer());
  return clause;
}

}  // namespace

std::vector<Clause> read_clauses(const source::Document& document) {
  if (!document.value().is_array())
    throw document.error("", "a list of clauses is expected", "Start each row with \"- id: …\".");
  std::vector<Clause> clauses;
  for (std::size_t i = 0; i < document.value().size(); ++i) clauses.push_back(read_clause({document, below("", i)}));
  return clauses;
}

}  // namespace confab::spec
