// Everything known about one vendor, loaded and checked.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/clause.hpp"
#include "model/operation.hpp"
#include "model/schema_set.hpp"
#include "model/stream_spec.hpp"

namespace confab::spec {

/// What a deployment reached by a bare --target is taken to offer.
enum class FeatureDefault { declared, tried, absent };

struct Feature {
  std::string name, text;
  FeatureDefault by_default = FeatureDefault::absent;
};

struct Persona {
  std::string name, text;
  std::string credential;  // the mock's own; opens nothing else
};

struct Vendor {
  std::string name, title, base_url;
  std::string auth_header, auth_prefix;                    // auth_header empty: the vendor knows no credentials
  std::vector<Operation> operations;                       // in the document's order
  std::map<std::string, StreamSpec, std::less<>> streams;  // by operation id
  std::vector<Clause> clauses;
  std::vector<Feature> features;
  std::vector<Persona> personas;
  std::shared_ptr<const SchemaSet> schemas;

  /// nullptr if there is none; borrowed from this vendor.
  [[nodiscard]] const Operation* operation(std::string_view id) const;
  [[nodiscard]] const StreamSpec* stream(std::string_view operation_id) const;
  [[nodiscard]] const Clause* clause(std::string_view id) const;
  [[nodiscard]] const Feature* feature(std::string_view name) const;
  [[nodiscard]] const Persona* persona(std::string_view name) const;
};

}  // namespace confab::spec
