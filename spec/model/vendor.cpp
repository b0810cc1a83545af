#include "model/vendor.hpp"

#include <algorithm>

namespace confab::spec {
namespace {

template <typename Rows, typename Member>
auto row_where(const Rows& rows, Member member, std::string_view wanted) -> const typename Rows::value_type* {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.*member == wanted; });
  return found == rows.end() ? nullptr : &*found;
}

}  // namespace

std::string Vendor::label() const {
  return contract.empty() ? name : name + "." + contract;
}
std::string Vendor::folder() const {
  return contract.empty() ? name : name + "/" + contract;
}

const Operation* Vendor::operation(std::string_view id) const {
  return row_where(operations, &Operation::id, id);
}
const Clause* Vendor::clause(std::string_view id) const {
  return row_where(clauses, &Clause::id, id);
}
const Feature* Vendor::feature(std::string_view wanted) const {
  return row_where(features, &Feature::name, wanted);
}
const Persona* Vendor::persona(std::string_view wanted) const {
  return row_where(personas, &Persona::name, wanted);
}
const Variable* Vendor::variable(std::string_view wanted) const {
  return row_where(variables, &Variable::name, wanted);
}

const StreamSpec* Vendor::stream(std::string_view operation_id) const {
  const auto found = streams.find(operation_id);
  return found == streams.end() ? nullptr : &found->second;
}

}  // namespace confab::spec
