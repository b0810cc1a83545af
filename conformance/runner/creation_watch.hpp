// Sees what requests create and delete, whatever step sends them, and tells the ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/deployment.hpp"
#include "client/http_client.hpp"
#include "model/creation.hpp"
#include "model/vendor.hpp"
#include "runner/contract_path.hpp"
#include "runner/ledger.hpp"
#include "runner/recorder.hpp"

namespace confab::conformance {

/// What a run needs to remember what it creates. Borrows both; without one of them nothing is remembered.
struct Remembering {
  const spec::Creations* creations = nullptr;
  Ledger* ledger = nullptr;
};

/// A request that may create something and stands in the ledger. Borrows the creation.
struct Asked {
  int entry = 0;
  const spec::Creation* creation = nullptr;  // nullptr: it creates nothing, and nothing is to be done
  std::string path;
  bool can_look = false;  // a list can tell what came of it
};

/// The body of a request, as far as it was read.
struct SentBody {
  std::size_t bytes = 0;
  bool unread = false;               // too large
  std::optional<source::Json> json;  // nothing: it is none
};

/// Borrows all it is made from. Safe to use from several threads.
class CreationWatch {
 public:
  CreationWatch(const spec::Vendor& vendor, const Deployment& deployment, const Recorder& recorder, std::string run_id,
                Remembering remembering);

  /// Before a request goes out: when this returns, the ledger has what it may create. Throws what Ledger::ask throws.
  [[nodiscard]] Asked sending(const HttpRequest& request, const std::string& persona) const;
  /// An answer to such a request came, or will not: what it created, or that it created nothing.
  void answered(const Asked& asked, const HttpResponse& response) const;
  /// A frame of the stream that answers it.
  void shown(const Asked& asked, const source::Json& payload) const;
  /// Any exchange is over: it may have deleted something.
  void done(const HttpRequest& request, const HttpResponse& response) const;

 private:
  [[nodiscard]] std::string sent_text(const spec::Creation& creation, const PathParameters& path,
                                      const source::Json& body) const;
  [[nodiscard]] std::string why_refused(const spec::Operation& operation, const SentBody& body,
                                        const std::string& persona) const;

  const spec::Vendor& vendor_;
  const Deployment& deployment_;
  const Recorder& recorder_;
  const std::string run_id_;
  const Remembering remembering_;
};

/// The call that deletes what `request`, a path below the base URL, created as `id`; nothing if that id is no plain path
/// segment, or the path none of that operation. An empty method: the contract has no such call.
struct DeleteCall {
  std::string method, path;
};
[[nodiscard]] std::optional<DeleteCall> delete_call(const spec::Vendor& vendor, const spec::Creation& creation,
                                                    std::string_view request, const std::string& id);

}  // namespace confab::conformance
