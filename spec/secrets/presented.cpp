#include "secrets/presented.hpp"

namespace confab::spec {

Presented present(const Vendor& vendor, std::string_view persona, std::string_view credential) {
  const Persona* known = vendor.persona(persona);
  const std::string prefix = known ? known->prefix.value_or(vendor.auth_prefix) : vendor.auth_prefix;
  const bool in_query = known != nullptr && !known->query.empty();
  return {in_query, in_query ? known->query : vendor.auth_header, prefix + std::string(credential)};
}

}  // namespace confab::spec
