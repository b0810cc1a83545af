#include "formats/json.hpp"

#include "result/json_result.hpp"

namespace confab::reports {

std::string render_json_report(const RunResult& run) {
  return to_json(run).dump(2, ' ', false, source::Json::error_handler_t::replace) + "\n";
}

}  // namespace confab::reports
