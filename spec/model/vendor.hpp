// Everything known about one vendor, loaded and checked.
#pragma once

#include <map>
#include <memory>
#include <optional>
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
  std::string credential;    // the mock's own; opens nothing else
  std::string same_as = {};  // another persona, whose credential this one sends in another way; empty: a user of its own
  std::optional<std::string> prefix = {};  // instead of the vendor's
  std::string query = {};                  // the query parameter it travels in; empty: the vendor's header
};

/// What a deployment calls its own: an agent, a tenant.
struct Variable {
  std::string name, text;
  std::string by_default;  // what the mock serves; a deployment has its own
};

struct Vendor {
  std::string name, title, base_url;
  std::string contract = {};                               // empty: the vendor's default one
  std::string auth_header, auth_prefix;                    // auth_header empty: the vendor knows no credentials
  std::vector<Operation> operations;                       // in the document's order
  std::map<std::string, StreamSpec, std::less<>> streams;  // by operation id
  std::vector<Clause> clauses;
  std::vector<Feature> features;
  std::vector<Persona> personas;
  std::vector<Variable> variables;
  std::vector<std::string> mounts{""};  // paths under which the mock serves the operations; a segment in {} is anything
  bool either_slash = false;            // the mock takes each path with and without its last slash
  std::shared_ptr<const SchemaSet> schemas;

  /// What command lines, paths and reports call this contract: "pipeshub", "pipeshub.served".
  [[nodiscard]] std::string label() const;
  /// The same as a path: "pipeshub/served". Its scenarios lie there, and their ids start so.
  [[nodiscard]] std::string folder() const;

  /// nullptr if there is none; borrowed from this vendor.
  [[nodiscard]] const Operation* operation(std::string_view id) const;
  [[nodiscard]] const StreamSpec* stream(std::string_view operation_id) const;
  [[nodiscard]] const Clause* clause(std::string_view id) const;
  [[nodiscard]] const Feature* feature(std::string_view name) const;
  [[nodiscard]] const Persona* persona(std::string_view name) const;
  [[nodiscard]] const Variable* variable(std::string_view name) const;
};

}  // namespace confab::spec
