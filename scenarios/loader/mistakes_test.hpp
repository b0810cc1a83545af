// What people get wrong, once for the loader and once for the JSON Schema.
#pragma once

#include <string>
#include <vector>

namespace confab::scenarios {

/// `message` is part of the loader's rendered error. `structural`: the schema alone sees it too; what is not structural
/// takes knowledge of the vendor or of other steps, and the schema accepts it.
struct Mistake {
  std::string yaml;
  std::string message;
  bool structural = true;
};

[[nodiscard]] std::vector<Mistake> mistakes();

// Its groups, each in the file of that name.
void add_file_mistakes(std::vector<Mistake>& all);
void add_agent_mistakes(std::vector<Mistake>& all);
void add_request_mistakes(std::vector<Mistake>& all);
void add_expectation_mistakes(std::vector<Mistake>& all);
void add_stream_mistakes(std::vector<Mistake>& all);
void add_socket_mistakes(std::vector<Mistake>& all);

/// Files about which nothing is wrong.
[[nodiscard]] std::vector<std::string> good_files();

}  // namespace confab::scenarios
