// What Sema4.ai keeps of a conversation: messages made of blocks, files, data frames.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "engine/file_space.hpp"
#include "engine/table.hpp"

namespace confab::mock::sema4 {

struct Block {
  std::string id;
  bool is_thought = false;  // else text
  std::string text = {};
  bool complete = false;
};

struct Message {
  std::string id;
  bool of_the_agent = false;
  std::vector<Block> blocks = {};
  bool complete = false;
  Time created{}, updated{};
  std::optional<std::string> run = {};  // that the agent made it in
};

/// Grows with the log. The texts of one run are one block of one message, blank lines between them.
class Talk final : public Annex {
 public:
  explicit Talk(const Conversation& conversation);

  [[nodiscard]] const std::vector<Message>& messages() const { return messages_; }
  [[nodiscard]] const FileSpace& files() const { return files_; }
  [[nodiscard]] FileSpace& files() { return files_; }
  [[nodiscard]] const std::vector<Table>& tables() const { return tables_; }
  [[nodiscard]] const Table* table(std::string_view name) const;
  /// Why that run failed; nullptr if it did not.
  [[nodiscard]] const std::string* failure(int run) const;
  [[nodiscard]] std::string next_id() { return ids_.uuid(); }

  /// Takes in what happened and gives what is new in the agent's text.
  std::string record(const Entry& entry);

 private:
  void record_user(const Entry& entry);
  std::string record_text(const Entry& entry);
  void begin_message(const Entry& entry);
  void end_message(const Entry& entry);
  void add_thought(const std::string& text);
  void add_table(const source::Json& table);

  IdSequence ids_;
  std::vector<Message> messages_;
  FileSpace files_;
  std::vector<Table> tables_;
  std::map<int, std::string> failures_;  // by run
};

/// Tool calls have no published form, and conversations keep their names: both are left out.
[[nodiscard]] Dialect dialect();

/// Members of Turn::more: how the events of its stream look.
inline constexpr const char* kNestedDeltas = "nested_deltas";

}  // namespace confab::mock::sema4
