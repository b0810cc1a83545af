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

/// Borrows all it is made from. Safe to use from several threads.
class CreationWatch {
 public:
  CreationWatch(const spec::Vendor& vendor, const Deployment& deployment, const Recorder& recorder, std::string run_id,
                Remembering remembering);

  /// Before a request goes out: when this returns, the ledger has what it may create. The entry's number, for `answered`
  /// and `shown`; 0 if it creates nothing. Throws what Ledger::ask throws.
  [[nodiscard]] int sending(const HttpRequest& request, const std::string& persona) const;
  /// An answer came, or will not: what it created, that it created nothing, or what it deleted.
  void answered(int entry, const HttpRequest& request, const HttpResponse& response) const;
  /// A frame of the stream that answers.
  void shown(int entry, const HttpRequest& request, const source::Json& payload) const;

 private:
  void note_id(int entry, const HttpRequest& request, const source::Json* body) const;
  [[nodiscard]] std::string sent_text(const spec::Creation& creation, const PathParameters& path,
                                      const source::Json& body) const;
  [[nodiscard]] std::string why_refused(const spec::Operation& operation, const HttpRequest& request,
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
