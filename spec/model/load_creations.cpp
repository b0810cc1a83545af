#include "model/load_creations.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/record.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

std::vector<std::string> operation_names(const Vendor& vendor) {
  std::vector<std::string> names;
  for (const Operation& operation : vendor.operations) names.push_back(operation.id);
  return names;
}

std::vector<std::string> path_parameters(const Operation& operation) {
  std::vector<std::string> names;
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.in == "path") names.push_back(parameter.name);
  }
  return names;
}

const Operation& known_operation(const Record& row, std::string_view key, const Vendor& vendor) {
  const std::string id = row.text(key);
  if (const Operation* operation = vendor.operation(id)) return *operation;
  throw row.error(key, fmt::format("{} has no operation \"{}\"", vendor.name, id),
                  source::suggest(id, operation_names(vendor)));
}

/// What the creating request does not say cannot be filled in later.
void require_fillable(const Record& row, const Operation& operation, std::vector<std::string> given) {
  for (const std::string& name : path_parameters(operation)) {
    if (std::find(given.begin(), given.end(), name) != given.end()) continue;
    throw row.error("operation", fmt::format("nothing says what \"{}\" in the path of \"{}\" is", name, operation.id),
                    source::suggest(name, given));
  }
}

void read_removal(const Record& row, const Operation& creates, const Vendor& vendor, Creation& creation) {
  row.only({"operation", "as"});
  const Operation& remove = known_operation(row, "operation", vendor);
  creation.remove = remove.id;
  creation.as = row.text("as");
  const std::vector<std::string> taken = path_parameters(remove);
  if (std::find(taken.begin(), taken.end(), creation.as) == taken.end())
    throw row.error("as", fmt::format("\"{}\" is no path parameter of \"{}\"", creation.as, remove.id),
                    source::suggest(creation.as, taken));
  std::vector<std::string> given = path_parameters(creates);
  given.push_back(creation.as);
  require_fillable(row, remove, given);
}

Seek read_seek(const Record& row, const Operation& creates, const Vendor& vendor) {
  row.only({"operation", "items", "id", "sent", "shown", "created", "query", "next"});
  Seek seek;
  const Operation& list = known_operation(row, "operation", vendor);
  require_fillable(row, list, path_parameters(creates));
  seek.operation = list.id;
  seek.items = row.json_pointer_or_empty("items");
  seek.id = row.text("id");
  seek.sent = row.text("sent");
  const std::vector<std::string> given = path_parameters(creates);
  const bool in_path = seek.sent.starts_with('{') && seek.sent.ends_with('}');
  if (in_path && std::find(given.begin(), given.end(), seek.sent.substr(1, seek.sent.size() - 2)) == given.end())
    throw row.error("sent", fmt::format("{} is no path parameter of \"{}\"", seek.sent, creates.id));
  if (!in_path) static_cast<void>(row.json_pointer_or_empty("sent"));
  seek.shown = row.text("shown");
  seek.created = row.json_pointer_or_empty("created");
  if (row.record_if_any("query")) seek.query = row.value("query");
  if (const auto next = row.record_if_any("next")) {
    next->only({"at", "query", "more"});
    seek.next = next->text("at");
    seek.next_query = next->text("query");
    seek.more = next->json_pointer_or_empty("more");
  }
  return seek;
}

Creation read_creation(const std::string& id, const Record& row, const Vendor& vendor) {
  row.only({"id", "unless", "delete", "kept", "seek"});
  const Operation* creates = vendor.operation(id);
  if (creates == nullptr)
    throw row.document().key_error(row.pointer(), fmt::format("{} has no operation \"{}\"", vendor.name, id),
                                   source::suggest(id, operation_names(vendor)));
  Creation creation{id, row.text("id"), row.json_pointer_or_empty("unless"), {}, {}, row.text_or("kept", "")};
  if (row.has("delete") != creation.kept.empty())
    throw row.document().error(row.pointer(), fmt::format("what \"{}\" creates is either deleted or kept", id),
                               "Give \"delete: { operation: …, as: … }\", or \"kept: the reason\".");
  if (row.has("delete")) read_removal(row.record("delete"), *creates, vendor, creation);
  if (const auto seek = row.record_if_any("seek")) creation.seek = read_seek(*seek, *creates, vendor);
  return creation;
}

}  // namespace

const Creation* find_creation(const Creations& creations, std::string_view operation) {
  const auto found = std::find_if(creations.begin(), creations.end(),
                                  [&](const Creation& creation) { return creation.operation == operation; });
  return found == creations.end() ? nullptr : &*found;
}

Creations read_creations(const source::Document& deployment, const Vendor& vendor) {
  Creations creations;
  const auto rows = Record(deployment, "").record_if_any("creates");
  if (!rows) return creations;
  for (const std::string& id : rows->keys()) creations.push_back(read_creation(id, rows->record(id), vendor));
  return creations;
}

Creations load_creations(const source::DocumentSet& documents, const Vendor& vendor) {
  return read_creations(documents.at("vendors/" + vendor.folder() + "/deployment.yaml"), vendor);
}

}  // namespace confab::spec
