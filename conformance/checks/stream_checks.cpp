#include "checks/stream_checks.hpp"

#include <array>

namespace confab::conformance {
namespace {

constexpr std::array<StreamCheck, 9> kStreamChecks{{
    {"stream.framing", check_framing},
    {"stream.names", check_names},
    {"stream.name_repeated", check_name_repeated},
    {"stream.id_repeated", check_id_repeated},
    {"stream.payload", check_payload},
    {"stream.data", check_data},
    {"stream.ids", check_ids},
    {"stream.order", check_order},
    {"stream.unsized", check_unsized},
}};

}  // namespace

std::span<const StreamCheck> stream_checks() {
  return kStreamChecks;
}

std::vector<Finding> check_stream(const StreamView& stream) {
  std::vector<Finding> findings;
  for (const StreamCheck& check : kStreamChecks) {
    for (Finding& finding : check.judge(stream)) findings.push_back(std::move(finding));
  }
  return findings;
}

std::string resume_id(const spec::StreamSpec& spec, const Frame& frame) {
  if (frame.has_id) return frame.id;
  if (spec.id.repeated_in.empty() || !frame.payload) return {};
  const source::Json* repeated = source::find(*frame.payload, spec.id.repeated_in);
  if (repeated == nullptr) return {};
  return repeated->is_string() ? repeated->get<std::string>() : source::render_json(*repeated);
}

}  // namespace confab::conformance
