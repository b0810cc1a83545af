#include "wiring/knowledge.hpp"

#include <filesystem>
#include <fstream>

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab::cli;
using Catch::Matchers::Contains;

namespace {

namespace fs = std::filesystem;

/// The repository's first vendor, with a further contract that has the same operations.
class TwoContracts {
 public:
  TwoContracts() : folder_(fs::temp_directory_path() / "confab_knowledge_test") {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "vendors");
    for (const char* place : {"vendors/reveng", "vendors/reveng/served"})
      fs::copy(CONFAB_SOURCE_DIR "/spec/vendors/reveng", folder_ / place);
    fs::remove(folder_ / "vendors/reveng/served/clauses.yaml");
    std::ofstream(folder_ / "vendors/reveng/served/clauses.yaml")
        << "- { id: reveng.served.status, level: must, provenance: assumed, source: here, text: T, proved_by: [status] }\n";
  }
  ~TwoContracts() { fs::remove_all(folder_); }
  TwoContracts(const TwoContracts&) = delete;
  TwoContracts& operator=(const TwoContracts&) = delete;

  [[nodiscard]] Knowledge knowledge() const { return Knowledge({folder_.string(), {}}); }

 private:
  fs::path folder_;
};

}  // namespace

TEST_CASE("a further contract is named by --contract or behind the vendor's name") {
  const TwoContracts folder;
  const Knowledge knowledge = folder.knowledge();
  CHECK(knowledge.labels() == std::vector<std::string>{"reveng", "reveng.served"});
  CHECK(knowledge.label("reveng", "") == "reveng");
  CHECK(knowledge.label("reveng", "served") == "reveng.served");
  CHECK(knowledge.label("reveng.served", "") == "reveng.served");
  CHECK(knowledge.vendor("reveng.served").contract == "served");
  CHECK(knowledge.scenarios(knowledge.vendor("reveng.served")).empty());
}

TEST_CASE("all means every contract; one vendor means its default one") {
  const TwoContracts folder;
  const Knowledge knowledge = folder.knowledge();
  CHECK(knowledge.expand("all", "") == std::vector<std::string>{"reveng", "reveng.served"});
  CHECK(knowledge.expand("reveng", "") == std::vector<std::string>{"reveng"});
  CHECK(knowledge.expand("reveng", "served") == std::vector<std::string>{"reveng.served"});
}

TEST_CASE("a contract that is none is told with the nearest one") {
  const TwoContracts folder;
  const Knowledge knowledge = folder.knowledge();
  CHECK_THROWS_WITH(knowledge.label("reveng", "servd"), Contains("there is no contract of reveng \"servd\""));
  CHECK_THROWS_WITH(knowledge.expand("all", "served"), Contains("--contract chooses among the contracts of one vendor"));
  CHECK_THROWS_WITH(knowledge.expand("revneg", ""), Contains("there is no vendor \"revneg\""));
  CHECK_THROWS_WITH(Knowledge({}).label("reveng", "served"), Contains("reveng has no further contract"));
}
