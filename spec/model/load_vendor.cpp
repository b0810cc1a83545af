#include "model/load_vendor.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/load_clauses.hpp"
#include "model/load_creations.hpp"
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

/// "vendors/pipeshub/served/" -> "pipeshub.served".
std::string label_of(std::string_view folder) {
  std::string label(folder.substr(kFolder.size(), folder.size() - kFolder.size() - 1));
  std::replace(label.begin(), label.end(), '/', '.');
  return label;
}

VendorFiles find_files(const source::DocumentSet& documents, std::string_view label) {
  std::string folder = fmt::format("{}{}/", kFolder, label);
  std::replace(folder.begin() + kFolder.size(), folder.end(), '.', '/');
  if (documents.paths(folder).empty()) {
    const std::vector<std::string> known = contract_labels(documents);
    throw source::UserError({}, fmt::format("there is no vendor \"{}\"", label), source::suggest(label, known));
  }
  VendorFiles files;
  files.openapi = &documents.at(folder + "openapi.yaml");
  if (documents.contains(folder + "stream.yaml")) files.stream = &documents.at(folder + "stream.yaml");
  files.clauses = &documents.at(folder + "clauses.yaml");
  files.deployment = &documents.at(folder + "deployment.yaml");
  return files;
}

Vendor read(const VendorFiles& files, std::string_view label) {
  Vendor vendor;
  const std::size_t dot = label.find('.');
  vendor.name = std::string(label.substr(0, dot));
  if (dot != std::string_view::npos) vendor.contract = std::string(label.substr(dot + 1));
  vendor.operations = read_operations(*files.openapi);
  vendor.schemas = std::make_shared<const SchemaSet>(files.openapi->value());
  if (files.stream != nullptr) vendor.streams = read_streams(*files.stream);
  vendor.clauses = read_clauses(*files.clauses);
  read_deployment(*files.deployment, vendor);
  return vendor;
}

}  // namespace

std::vector<std::string> contract_labels(const source::DocumentSet& documents) {
  std::vector<std::string> labels;
  for (const std::string& path : documents.paths(kFolder)) {
    const std::string_view folder = std::string_view(path).substr(0, path.rfind('/') + 1);
    if (folder.size() > kFolder.size()) labels.push_back(label_of(folder));
  }
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  return labels;
}

Vendor load_vendor(const source::DocumentSet& documents, std::string_view label) {
  const VendorFiles files = find_files(documents, label);
  Vendor vendor = read(files, label);
  check_openapi(*files.openapi, vendor.operations, *vendor.schemas);
  if (files.stream != nullptr) check_streams(*files.stream, vendor);
  check_deployment(*files.deployment, vendor);
  static_cast<void>(read_creations(*files.deployment, vendor));
  check_clauses(*files.clauses, vendor);
  return vendor;
}

Vendor load_trusted_vendor(const source::DocumentSet& documents, std::string_view label) {
  return read(find_files(documents, label), label);
}

}  // namespace confab::spec
