#include "source/yaml_reader.hpp"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <istream>
#include <streambuf>
#include <string>

#include "source/line_index.hpp"
#include "source/yaml_builder.hpp"

namespace confab::source {
namespace {

struct Reworded {
  std::string_view original, what, remedy;
};

constexpr std::string_view kCheckIndentation = "Check the indentation of this line and of the lines above it.";
const std::array kReworded{
    Reworded{YAML::ErrorMsg::END_OF_MAP, "this does not continue the mapping above it", kCheckIndentation},
    Reworded{YAML::ErrorMsg::END_OF_SEQ, "this does not continue the list above it", kCheckIndentation},
    Reworded{YAML::ErrorMsg::END_OF_MAP_FLOW, "a mapping that was opened with \"{\" is not closed",
             "Add the missing \",\" or \"}\"."},
    Reworded{YAML::ErrorMsg::END_OF_SEQ_FLOW, "a list that was opened with \"[\" is not closed",
             "Add the missing \",\" or \"]\"."},
    Reworded{YAML::ErrorMsg::MAP_VALUE, "a \":\" is not allowed here", "Put text that contains \": \" in quotes."},
    Reworded{YAML::ErrorMsg::MAP_KEY, "a key is not allowed here", kCheckIndentation},
    Reworded{YAML::ErrorMsg::BLOCK_ENTRY, "a list item is not allowed here", kCheckIndentation},
    Reworded{YAML::ErrorMsg::FLOW_END, "a closing bracket without an opening one", "Remove it, or put the text in quotes."},
    Reworded{YAML::ErrorMsg::TAB_IN_INDENTATION, "a tab is used for indentation", "Indent with spaces."},
    Reworded{YAML::ErrorMsg::UNKNOWN_TOKEN, "a value cannot start with this character", "Put the text in quotes."},
    Reworded{YAML::ErrorMsg::EOF_IN_SCALAR, "a quoted text is not closed", "Add the closing quote."},
    Reworded{YAML::ErrorMsg::DOC_IN_SCALAR, "a quoted text is not closed before the end of the document",
             "Add the closing quote."},
    Reworded{YAML::ErrorMsg::UNKNOWN_ANCHOR, "this alias has no anchor before it", "Define it first: &name."},
};

// Reads from a view, where std::istringstream would copy it.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // the get area is never written to
    setg(begin, begin, begin + text.size());
  }
};

bool is_indented_with_tab(std::string_view line) {
  return line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

[[noreturn]] void rethrow(YamlBuilder& builder, std::string_view text, const YAML::ParserException& problem) {
  if (is_indented_with_tab(line_of(text, problem.mark.line + 1))) {
    builder.fail(problem.mark, "a tab is used for indentation", "Indent with spaces.");
  }
  const auto same = [&](const Reworded& row) { return problem.msg == row.original; };
  const auto found = std::find_if(kReworded.begin(), kReworded.end(), same);
  if (found == kReworded.end()) builder.fail(problem.mark, "this is not YAML: " + problem.msg);
  builder.fail(problem.mark, std::string(found->what), found->remedy);
}

}  // namespace

YamlContent read_yaml(const std::string& file, std::string_view text) {
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  YamlBuilder builder(file, text);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) continue;
    builder.check_last_quote();
  } catch (const YAML::ParserException& problem) {
    rethrow(builder, text, problem);
  }
  return builder.take();
}

}  // namespace confab::source
