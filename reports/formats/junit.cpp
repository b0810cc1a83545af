#include "formats/junit.hpp"

#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

#include "formats/junit_cases.hpp"
#include "formats/printable.hpp"

namespace confab::reports {
namespace {

void set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(xml_text(value).c_str());
}

void write_outcome(pugi::xml_node testcase, const Case& one) {
  if (one.outcome == Outcome::passed) {
    if (!one.details.empty()) testcase.append_child("system-out").text().set(xml_text(one.details).c_str());
    return;
  }
  const char* element = one.outcome == Outcome::failure ? "failure" : one.outcome == Outcome::error ? "error" : "skipped";
  pugi::xml_node node = testcase.append_child(element);
  if (one.outcome != Outcome::skipped) set(node, "type", one.type);
  set(node, "message", one.message);
  if (one.outcome != Outcome::skipped) node.text().set(xml_text(one.details).c_str());
  if (one.outcome == Outcome::skipped && !one.details.empty())
    testcase.append_child("system-out").text().set(xml_text(one.details).c_str());
}

struct Counts {
  int tests = 0, failures = 0, errors = 0, skipped = 0;
  double seconds = 0;

  void add(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
      ++tests;
      failures += one.outcome == Outcome::failure;
      errors += one.outcome == Outcome::error;
      skipped += one.outcome == Outcome::skipped;
      seconds += one.seconds;
    }
  }
  void write(pugi::xml_node node) const {
    set(node, "tests", std::to_string(tests));
    set(node, "failures", std::to_string(failures));
    set(node, "errors", std::to_string(errors));
    set(node, "skipped", std::to_string(skipped));
    set(node, "time", fmt::format("{:.3f}", seconds));
  }
};

void write_properties(pugi::xml_node suite, const RunResult& run) {
  pugi::xml_node properties = suite.append_child("properties");
  const std::pair<const char*, std::string> rows[] = {{"target", run.target},
                                                      {"run_id", run.run_id},
                                                      {"tool_version", run.tool_version},
                                                      {"conformant", conformant(run).dump()}};
  for (const auto& [name, value] : rows) {
    pugi::xml_node property = properties.append_child("property");
    set(property, "name", name);
    set(property, "value", value);
  }
}

void write_suite(pugi::xml_node root, const std::string& name, const std::vector<Case>& cases, const RunResult& run) {
  pugi::xml_node suite = root.append_child("testsuite");
  set(suite, "name", name);
  Counts counts;
  counts.add(cases);
  counts.write(suite);
  set(suite, "timestamp", run.started_at.substr(0, 19));  // xs:dateTime as the Ant task writes it, without a zone
  write_properties(suite, run);
  for (const Case& one : cases) {
    pugi::xml_node testcase = suite.append_child("testcase");
    set(testcase, "classname", name);
    set(testcase, "name", one.name);
    set(testcase, "time", fmt::format("{:.3f}", one.seconds));
    write_outcome(testcase, one);
  }
}

}  // namespace

std::string render_junit(const RunResult& run) {
  const Suites suites = junit_suites(run);
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  pugi::xml_node root = document.append_child("testsuites");
  set(root, "name", "confab");
  Counts counts;
  for (const auto& [name, cases] : suites) counts.add(cases);
  counts.seconds = run.duration_ms / 1000;
  counts.write(root);
  for (const auto& [name, cases] : suites) write_suite(root, name, cases, run);
  std::ostringstream text;
  document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
  return text.str();
}

}  // namespace confab::reports
