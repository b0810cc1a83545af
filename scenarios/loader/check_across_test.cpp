// What only several files together can show.
#include <string>

#include "framework/catch.hpp"
#include "loader/load_scenarios.hpp"
#include "loader/toy_vendor.hpp"
#include "model/load_vendor.hpp"

namespace confab::scenarios {
namespace {

constexpr std::string_view kProvesBoth =
    "title: A\nvendor: toy\nsteps:\n  - {call: post, expect: {status: 201, proves: [toy.post.works]}}\n"
    "  - {stream: watch, as: a, path: {id: x}}\n  - {replay: a, proves: [toy.watch.replay]}\n";

source::DocumentSet files(const std::map<std::string, std::string>& texts) {
  source::DocumentSet set;
  for (const auto& [path, text] : texts) {
    set.add(path, [path, text] { return source::Document::parse_yaml(path, text); });
  }
  return set;
}

std::string outcome(const std::map<std::string, std::string>& texts, const spec::Vendor& vendor = toy::vendor()) {
  try {
    static_cast<void>(load_scenarios(files(texts), vendor));
  } catch (const source::UserError& error) {
    return error.render();
  }
  return "accepted";
}

std::string plain(const std::string& rest) {
  return "title: B\nvendor: toy\n" + rest + "steps: [{call: post}]\n";
}

}  // namespace

TEST_CASE("Scenarios that prove what the clauses say are accepted, sorted by id") {
  const auto set =
      files({{"toy/b.yaml", plain("")}, {"toy/a.yaml", std::string(kProvesBoth)}, {"other/c.yaml", "not: ours"}});
  const auto scenarios = load_scenarios(set, toy::vendor());
  REQUIRE(scenarios.size() == 2);
  CHECK(scenarios[0].id == "toy/a");
  CHECK(scenarios[1].id == "toy/b");
}

TEST_CASE("A folder below the vendor's holds the scenarios of a further contract, and they say so") {
  spec::Vendor deep = toy::vendor();
  deep.contract = "deep";
  deep.clauses.clear();
  const auto set = files({{"toy/a.yaml", std::string(kProvesBoth)}, {"toy/deep/b.yaml", plain("contract: deep\n")}});
  CHECK(load_scenarios(set, toy::vendor()).size() == 1);
  const auto scenarios = load_scenarios(set, deep);
  REQUIRE(scenarios.size() == 1);
  CHECK(scenarios[0].id == "toy/deep/b");
  CHECK(scenarios[0].vendor == "toy.deep");
  CHECK_THAT(outcome({{"toy/deep/b.yaml", plain("")}}, deep), Catch::Contains("the key \"contract\" is missing here"));
  CHECK_THAT(outcome({{"toy/deep/b.yaml", plain("contract: depe\n")}}, deep),
             Catch::Contains("toy/deep/b.yaml:3:11: error: this file belongs to the contract \"deep\""));
}

TEST_CASE("A file in the folder of no contract is told with the nearest one") {
  const auto set = files({{"toy/a.yaml", plain("")}, {"toy/depe/b.yaml", plain("")}});
  CHECK_NOTHROW(check_folders(set, {"toy", "toy.depe"}));
  CHECK_THROWS_WITH(check_folders(set, {"toy", "toy.deep"}), Catch::Contains("lies in no folder of a vendor"));
}

TEST_CASE("A clause whose proof does not exist is an error at the clause") {
  CHECK_THAT(outcome({}),
             Catch::Contains("clauses.yaml:1:3: error: toy.post.works is proved by \"toy/a\", which does not exist"));
  spec::Vendor vendor = toy::vendor();
  vendor.clauses = {toy::clause("toy.x", {"steam.ids"})};
  CHECK_THAT(outcome({}, vendor), Catch::Contains("help: Did you mean \"stream.ids\"?"));
}

TEST_CASE("A clause that lists a scenario which does not name it is an error at the clause") {
  CHECK_THAT(outcome({{"toy/a.yaml", plain("")}}),
             Catch::Contains("clauses.yaml:1:3: error: no step of toy/a proves toy.post.works"));
}

TEST_CASE("A scenario that names a clause which does not list it is an error at that very word") {
  const std::string other =
      "title: B\nvendor: toy\nsteps:\n  - parallel:\n      - {call: post, expect: [{status: 200, proves: "
      "[toy.post.works]}]}\n";
  CHECK_THAT(outcome({{"toy/a.yaml", std::string(kProvesBoth)}, {"toy/b.yaml", other}}),
             Catch::Contains("toy/b.yaml:5:54: error: the clause toy.post.works does not list toy/b\n") &&
                 Catch::Contains("help: Add it to proved_by at clauses.yaml:1:3."));
}

TEST_CASE("A scenario cannot prove a clause that is excluded") {
  const std::string other = "title: B\nvendor: toy\nsteps: [{call: post, proves: [toy.post.unseen]}]\n";
  CHECK_THAT(outcome({{"toy/a.yaml", std::string(kProvesBoth)}, {"toy/b.yaml", other}}),
             Catch::Contains("the clause toy.post.unseen is excluded: nobody can see it"));
}

TEST_CASE("A key of a body that happens to be called proves proves nothing") {
  const std::string other = "title: B\nvendor: toy\nsteps: [{call: post, body: {steps: [{proves: [x]}]}}]\n";
  CHECK(outcome({{"toy/a.yaml", std::string(kProvesBoth)}, {"toy/b.yaml", other}}) == "accepted");
}

TEST_CASE("A prompt's name and text stand in one scenario only") {
  const std::string a(kProvesBoth);
  CHECK_THAT(
      outcome(
          {{"toy/a.yaml", a}, {"toy/b.yaml", plain("prompts: {p: one}\n")}, {"toy/c.yaml", plain("prompts: {p: two}\n")}}),
      Catch::Contains("toy/c.yaml:3:11: error: the prompt \"p\" stands in toy/b as well"));
  CHECK_THAT(
      outcome(
          {{"toy/a.yaml", a}, {"toy/b.yaml", plain("prompts: {p: one}\n")}, {"toy/c.yaml", plain("prompts: {q: one}\n")}}),
      Catch::Contains("toy/c.yaml:3:14: error: the same prompt stands in toy/b as well"));
}

TEST_CASE("Trusted scenarios are not held against each other, yet each of them is checked") {
  CHECK(load_trusted_scenarios(files({{"toy/b.yaml", plain("")}}), toy::vendor()).size() == 1);
  CHECK_THROWS_AS(load_trusted_scenarios(files({{"toy/b.yaml", plain("nonsense: 1\n")}}), toy::vendor()), source::UserError);
}

TEST_CASE("The repository's own scenarios and clauses hold together") {
  const auto spec = source::DocumentSet::from_directory(CONFAB_SOURCE_DIR "/spec");
  const auto scenarios = source::DocumentSet::from_directory(CONFAB_SOURCE_DIR "/scenarios");
  for (const std::string& name : spec::contract_labels(spec)) {
    CAPTURE(name);
    CHECK_FALSE(load_scenarios(scenarios, spec::load_vendor(spec, name)).empty());
  }
}

}  // namespace confab::scenarios
