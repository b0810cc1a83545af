// Every mistake is told with its place, the line and the nearest valid word.
#include <string>

#include "framework/catch.hpp"
#include "loader/load_scenarios.hpp"
#include "loader/mistakes_test.hpp"
#include "loader/toy_vendor.hpp"

namespace confab::scenarios {
namespace {

std::string outcome(const std::string& yaml) {
  static const spec::Vendor vendor = toy::vendor();
  try {
    static_cast<void>(load_scenario(source::Document::parse_yaml("toy/a.yaml", yaml), "toy/a", vendor));
  } catch (const source::UserError& error) {
    CHECK((error.place().line > 0 || yaml.empty()));
    return error.render();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("Whatever is wrong in a scenario is told") {
  for (const Mistake& mistake : mistakes()) {
    CAPTURE(mistake.yaml);
    CHECK_THAT(outcome(mistake.yaml), Catch::Contains(mistake.message));
  }
}

TEST_CASE("A file about which nothing is wrong is accepted") {
  for (const std::string& yaml : good_files()) {
    CAPTURE(yaml);
    CHECK(outcome(yaml) == "accepted");
  }
}

TEST_CASE("A name that is never used is no mistake, and every later step knows it") {
  CHECK(
      outcome(
          "title: T\nvendor: toy\nsteps:\n  - {call: post, save: {id: /id, unused: /x}}\n  - {call: get, path: {id: $id}}\n"
          "cleanup:\n  - {call: get, path: {id: '${id}'}}\n") == "accepted");
}

TEST_CASE("A message stays short, however long the word it is about") {
  const std::string yaml = "title: T\nvendor: toy\nsteps: [{call: " + std::string(100'000, 'x') + "}]\n";
  CHECK(outcome(yaml).size() < 600);
}

}  // namespace confab::scenarios
