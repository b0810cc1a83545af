// What a deployment's own public key infrastructure needs of a client.
#pragma once

#include <string>

namespace confab::conformance {

/// Paths of PEM files; empty: none.
struct TlsFiles {
  std::string ca_file = {};      // trusted instead of what the system trusts
  std::string certificate = {};  // the client's own, with the chain that leads to it
  std::string key = {};          // its private key, not protected by a passphrase
};

}  // namespace confab::conformance
