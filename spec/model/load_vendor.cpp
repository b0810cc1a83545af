#include "model/load_vendor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/load_clauses.hpp"
#include "model/load_deployment.hpp"
#include "model/load_openapi.hpp"
#include "model/load_stream.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

constexpr std::string_view kFolder = "vendors/";

/// The four files of a vendor; `stream` is null for a vendor whose operations do not stream.
struct VendorFiles {
  const source::Document* openapi = nullptr;
  const source::Document* stream = nullptr;
  const source::Document* clauses = nullptr;
  const source::Document* deployment = nullptr;
};

VendorFiles find_files(const source::DocumentSet& documents, std::string_view name) {
  const std::string folder = fmt::format("{}{}/", kFolder, name);
  if (documents.paths(folder).empty()) {
    const std::vector<std::string> known = vendor_names(documents);
    throw source::UserError({}, fmt::format("there is no vendor \"{}\"", name), source::suggest(name, known));
  }
  VendorFiles files;
  files.openapi = &documents.at(folder + "openapi.yaml");
  if (documents.contains(folder + "stream.yaml")) files.stream = &documents.at(folder + "stream.yaml");
  files.clauses = &documents.at(folder + "clauses.yaml");
  files.deployment = &documents.at(folder + "deployment.yaml");
  return files;
}

Vendor read(const VendorFiles& files, std::string_view name) {
  Vendor vendor;
  vendor.name = std::string(name);
  vendor.operations = read_operations(*files.openapi);
  vendor.schemas = std::make_shared<const SchemaSet>(files.openapi->value());
  if (files.stream != nullptr) vendor.streams = read_streams(*files.stream);
  vendor.clauses = read_clauses(*files.clauses);
  read_deployment(*files.deployment, vendor);
  return vendor;
}

}  // namespace

std::vector<std::string> vendor_names(const source::DocumentSet& documents) {
  std::vector<std::string> names;
  for (const std::string& path : documents.paths(kFolder)) {
    const std::size_t end = path.find('/', kFolder.size());
    if (end != std::string::npos) names.push_back(path.substr(kFolder.size(), end - kFolder.size()));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Vendor load_vendor(const source::DocumentSet& documents, std::string_view name) {
  const VendorFiles files = find_files(documents, name);
  Vendor vendor = read(files, name);
  check_openapi(*files.openapi, vendor.operations, *vendor.schemas);
  if (files.stream != nullptr) check_streams(*files.stream, vendor);
  check_deployment(*files.deployment, vendor);
  check_clauses(*files.clauses, vendor);
  return vendor;
}

Vendor load_trusted_vendor(const source::DocumentSet& documents, std::string_view name) {
  return read(find_files(documents, name), name);
}

}  // namespace confab::spec
