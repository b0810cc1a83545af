// --report FORMAT=FILE
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "result/result.hpp"
#include "wiring/files.hpp"

namespace confab::cli {

using Renderer = std::function<std::string(const reports::RunResult&)>;

/// Every registered format and the console's, without colour. Throws UserError with the nearest name.
[[nodiscard]] Renderer find_renderer(const std::string& format);
[[nodiscard]] std::vector<std::string> format_names();

/// Reports that are still to be written. All files are opened at once, so that a wrong path shows before the run.
class ReportOutputs {
 public:
  /// Each as "FORMAT=FILE". Throws UserError; also when two go to standard output.
  explicit ReportOutputs(const std::vector<std::string>& wishes);

  void write(const reports::RunResult& run);
  /// One of them is standard output, which then is theirs alone.
  [[nodiscard]] bool use_stdout() const;

 private:
  struct Output {
    Renderer render;
    OutputFile file;
  };
  std::vector<Output> outputs_;
};

}  // namespace confab::cli
