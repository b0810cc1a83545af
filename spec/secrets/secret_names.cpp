#include "secrets/secret_names.hpp"

#include <algorithm>
#include <array>

namespace confab::spec {
namespace {

enum class Where { whole, end, part };

struct Row {
  std::string_view word;  // in lower case, without separators
  Where where;
  Secrecy secrecy;
};

constexpr Row harmless(std::string_view word) {
  return {word, Where::whole, Secrecy::harmless};
}
constexpr Row secret(std::string_view word, Where where = Where::part) {
  return {word, where, Secrecy::secret};
}

// The first row that fits decides. Exceptions come first.
constexpr std::array kTable = {
    // what looks like a key or token and opens nothing
    harmless("idempotencykey"),
    harmless("secwebsocketkey"),
    harmless("surrogatekey"),
    harmless("pagetoken"),
    harmless("nextpagetoken"),
    harmless("nexttoken"),
    harmless("continuationtoken"),
    // carriers of credentials
    secret("authorization"),
    secret("authenticate"),
    secret("cookie"),
    secret("apikey"),
    secret("accesskey"),
    secret("token"),
    secret("secret"),
    secret("password"),
    secret("passwd"),
    secret("passphrase"),
    secret("credential"),
    secret("signature"),
    secret("sessionid"),
    secret("jwt"),
    secret("key", Where::end),
    secret("auth", Where::end),
    secret("pwd", Where::whole),
    secret("pass", Where::whole),
    secret("sig", Where::whole),
    secret("sid", Where::whole),
    // fields of HTTP and of tracing that say nothing about the user
    harmless("accept"),
    harmless("acceptcharset"),
    harmless("acceptencoding"),
    harmless("acceptlanguage"),
    harmless("acceptranges"),
    harmless("age"),
    harmless("allow"),
    harmless("cachecontrol"),
    harmless("connection"),
    harmless("contentdisposition"),
    harmless("contentencoding"),
    harmless("contentlanguage"),
    harmless("contentlength"),
    harmless("contentlocation"),
    harmless("contentrange"),
    harmless("contenttype"),
    harmless("date"),
    harmless("etag"),
    harmless("expect"),
    harmless("expires"),
    harmless("host"),
    harmless("ifmatch"),
    harmless("ifmodifiedsince"),
    harmless("ifnonematch"),
    harmless("keepalive"),
    harmless("lasteventid"),
    harmless("lastmodified"),
    harmless("link"),
    harmless("location"),
    harmless("origin"),
    harmless("pragma"),
    harmless("prefer"),
    harmless("range"),
    harmless("referer"),
    harmless("retryafter"),
    harmless("secwebsocketaccept"),
    harmless("secwebsocketextensions"),
    harmless("secwebsocketversion"),
    harmless("server"),
    harmless("te"),
    harmless("traceparent"),
    harmless("tracestate"),
    harmless("trailer"),
    harmless("transferencoding"),
    harmless("upgrade"),
    harmless("useragent"),
    harmless("vary"),
    harmless("via"),
    harmless("xforwardedfor"),
    harmless("xforwardedhost"),
    harmless("xforwardedproto"),
    harmless("xrequestid"),
};

std::string plain(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == '.') continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return text;
}

bool fits(const Row& row, std::string_view name) {
  if (row.where == Where::whole) return name == row.word;
  return row.where == Where::end ? name.ends_with(row.word) : name.find(row.word) != std::string_view::npos;
}

}  // namespace

Secrecy secrecy_of(std::string_view name) {
  const std::string given = plain(name);
  const auto row = std::find_if(kTable.begin(), kTable.end(), [&](const Row& each) { return fits(each, given); });
  return row == kTable.end() ? Secrecy::unsaid : row->secrecy;
}

void SecretNames::add(const Vendor& vendor) {
  if (!vendor.auth_header.empty()) vendors_.insert(plain(vendor.auth_header));
  for (const Persona& persona : vendor.personas) {
    if (!persona.query.empty()) vendors_.insert(plain(persona.query));
  }
}

bool SecretNames::secret(std::string_view name) const {
  return secrecy_of(name) == Secrecy::secret || vendors_.contains(plain(name));
}

bool SecretNames::harmless(std::string_view name) const {
  return secrecy_of(name) == Secrecy::harmless && !vendors_.contains(plain(name));
}

}  // namespace confab::spec
