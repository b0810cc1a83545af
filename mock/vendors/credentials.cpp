#include "vendors/credentials.hpp"

#include "routing/request.hpp"

namespace confab::mock {

std::string_view strip_scheme(std::string_view credential, std::string_view scheme) {
  if (credential.size() <= scheme.size() || credential[scheme.size()] != ' ') return credential;
  if (!same_field_name(credential.substr(0, scheme.size()), scheme)) return credential;
  const std::size_t key = credential.find_first_not_of(' ', scheme.size());
  return key == std::string_view::npos ? std::string_view{} : credential.substr(key);
}

Credentials::Credentials(const spec::Vendor& vendor, std::string_view scheme) : scheme_(scheme) {
  int owner = 0;
  for (const spec::Persona& persona : vendor.personas) {
    const std::string_view key = strip_scheme(persona.credential, scheme_);
    by_key_.try_emplace(std::string(key), Caller{.persona = &persona, .owner = owner++});
  }
}

const Caller* Credentials::find(std::string_view credential) const {
  const auto found = by_key_.find(strip_scheme(credential, scheme_));
  return found == by_key_.end() ? nullptr : &found->second;
}

}  // namespace confab::mock
