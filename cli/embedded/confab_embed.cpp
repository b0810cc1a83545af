// Build tool: confab_embed SOURCE_DIR OUTPUT.cpp. Loads spec data and scenarios with every check, so that a mistake in one
// of them breaks the build, and writes them as C++ string literals.
#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "loader/load_scenarios.hpp"
#include "model/load_vendor.hpp"
#include "source/document_set.hpp"

namespace {

using confab::source::Document;
using confab::source::DocumentSet;
using confab::source::UserError;

// Steps and clauses are named by errors at run time; nothing else is.
constexpr int kPlaceDepth = 2;
constexpr int kNoPlaces = -1;

void check_everything(const DocumentSet& spec, const DocumentSet& scenarios) {
  const std::vector<std::string> contracts = confab::spec::contract_labels(spec);
  confab::scenarios::check_folders(scenarios, contracts);
  for (const std::string& label : contracts) {
    const confab::spec::Vendor vendor = confab::spec::load_vendor(spec, label);
    static_cast<void>(confab::scenarios::load_scenarios(scenarios, vendor));
  }
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Octal escapes always take three digits, so they cannot swallow what follows.
void write_escaped(std::ostream& out, char c) {
  const auto code = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    out << '\\' << c;
  } else if (code >= 0x20 && code < 0x7F) {
    out << c;
  } else {
    out << '\\' << static_cast<char>('0' + (code >> 6)) << static_cast<char>('0' + ((code >> 3) & 7))
        << static_cast<char>('0' + (code & 7));
  }
}

// sv literals keep NULs and need no strlen; short lines keep the generated file readable for tools.
void write_literal(std::ostream& out, std::string_view text) {
  constexpr std::size_t kLineBytes = 1000;
  do {
    out << "\n    \"";
    for (const char c : text.substr(0, kLineBytes)) write_escaped(out, c);
    out << '"';
    text.remove_prefix(std::min(kLineBytes, text.size()));
  } while (!text.empty());
  out << "sv";
}

void write_table(std::ostream& out, std::string_view name, const DocumentSet& documents, std::string_view folder) {
  const std::vector<std::string> paths = documents.paths("");
  out << "constexpr std::array<EmbeddedFile, " << paths.size() << "> k" << name << "{{\n";
  for (const std::string& path : paths) {
    const bool places = folder == "scenarios" || path.ends_with("/clauses.yaml");
    confab::source::Json embedded = documents.at(path).to_embedded(places ? kPlaceDepth : kNoPlaces);
    embedded["file"] = std::string(folder) + "/" + path;  // not where this build happened to find it
    out << "  {\"" << path << "\"sv,";
    write_literal(out, confab::source::render_json(embedded));
    out << "},\n";
  }
  out << "}};\n";
}

void write_source(std::ostream& out, const std::string& root, const DocumentSet& spec, const DocumentSet& scenarios) {
  out << "// Written by confab_embed; the build overwrites it.\n#include <array>\n\n#include "
         "\"embedded/embedded_files.hpp\"\n\nnamespace confab::embedded {\nusing namespace std::literals;\nnamespace {\n";
  write_table(out, "Spec", spec, "spec");
  write_table(out, "Scenarios", scenarios, "scenarios");
  out << "}  // namespace\nconst std::span<const EmbeddedFile> kSpecFiles{kSpec};\n"
         "const std::span<const EmbeddedFile> kScenarioFiles{kScenarios};\nconst std::string_view kScenarioSchema =";
  write_literal(out, read_text(root + "/scenarios/scenario.schema.json"));
  out << ";\nconst std::string_view kResultSchema =";
  write_literal(out, read_text(root + "/reports/result.schema.json"));
  out << ";\nconst std::string_view kDeploymentSchema =";
  write_literal(out, read_text(root + "/conformance/deployment.schema.json"));
  out << ";\nconst std::string_view kBaselineSchema =";
  write_literal(out, read_text(root + "/reports/baseline.schema.json"));
  out << ";\n}  // namespace confab::embedded\n";
}

int embed(const std::string& root, const std::string& output) {
  const DocumentSet spec = DocumentSet::from_directory(root + "/spec");
  const DocumentSet scenarios = DocumentSet::from_directory(root + "/scenarios");
  check_everything(spec, scenarios);
  std::ofstream out(output, std::ios::binary | std::ios::trunc);
  write_source(out, root, spec, scenarios);
  out.close();
  if (!out) throw UserError({output, 0, 0}, "cannot be written");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) throw UserError({}, "wrong arguments", "Usage: confab_embed SOURCE_DIR OUTPUT.cpp");
    return embed(argv[1], argv[2]);
  } catch (const UserError& mistake) {
    std::cerr << mistake.render() << "\n";
    return 2;
  } catch (const std::exception& fault) {
    std::cerr << "confab_embed: " << fault.what() << "\n";
    return 3;
  }
}
