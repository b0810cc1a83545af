// From yaml-cpp's events to JSON and places, with a budget for what aliases can blow up.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "source/line_index.hpp"
#include "source/yaml_reader.hpp"

namespace confab::source {

/// Borrows file and text. Throws UserError out of the callbacks. Aliases are counted before they are copied.
class YamlBuilder : public YAML::EventHandler {
 public:
  YamlBuilder(const std::string& file, std::string_view text) : file_(file), text_(text), lines_(text) {}

  [[nodiscard]] YamlContent take() { return {std::move(root_), std::move(places_)}; }
  [[noreturn]] void fail(const YAML::Mark& mark, std::string what, std::string_view remedy = {});
  /// yaml-cpp takes the end of the file for the closing quote of the last scalar; here it is an error.
  void check_last_quote();

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  /// What a value costs where an alias repeats it.
  struct Weight {
    std::size_t nodes = 1, bytes = 0, height = 0;
  };
  struct Open {
    Json value;
    YAML::Mark mark;
    YAML::anchor_t anchor = 0;
    Weight weight;
    std::size_t pointer_size = 0;  // of the pointer to the parent
    std::string key;
    bool has_key = false;
  };
  struct Anchored {
    Json value;
    Weight weight;
    bool complete = false;
  };

  [[nodiscard]] bool awaits_key() const;
  [[nodiscard]] Json scalar(const YAML::Mark& mark, const std::string& tag, const std::string& value);
  void take_key(const YAML::Mark& mark, const std::string& key);
  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Json empty);
  void close();
  void put(const YAML::Mark& mark, Json value, const Weight& weight);
  void attach(Json value, const Weight& weight);
  void enter();
  void record(const YAML::Mark& mark, std::string_view suffix);
  void count(const YAML::Mark& mark, const Weight& weight);
  [[noreturn]] void fail_depth(const YAML::Mark& mark);

  const std::string& file_;
  std::string_view text_;
  LineIndex lines_;
  Json root_;
  std::vector<Open> open_;
  std::string pointer_;  // to the value that is being read
  std::map<YAML::anchor_t, Anchored> anchors_;
  std::map<std::string, Place, std::less<>> places_;
  std::size_t nodes_ = 0, copied_bytes_ = 0, place_bytes_ = 0;
  int documents_ = 0;
  YAML::Mark last_scalar_ = YAML::Mark::null_mark();
};

}  // namespace confab::source
