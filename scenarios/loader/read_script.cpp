#include "loader/read_script.hpp"

#include <algorithm>
#include <set>

#include "loader/read_bytes.hpp"
#include "loader/read_prompts.hpp"
#include "loader/scope.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

constexpr int kMostChunks = 1'000'000;

// "$message" is all the mock's agent knows; a slip of the pen would be spoken aloud.
void check_message_reference(const Node& value, std::string_view text) {
  static const std::vector<std::string> kKnown{"message"};
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    const std::size_t end =
        std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", at + 1), text.size());
    const std::string_view name = text.substr(at + 1, end - at - 1);
    if (name != "message" && source::nearest_word(name, kKnown)) {
      value.fail("the agent knows no $" + std::string(name), "Did you mean \"$message\"?");
    }
  }
}

int read_chunks(const Node& action) {
  const auto chunks = action.member("chunks");
  return chunks ? chunks->integer(1, kMostChunks) : 1;
}

Action read_say(const Node& action) {
  const Repeated repeated = read_repeated(action.required("say"));
  check_message_reference(action.required("say"), repeated.text);
  Say say{repeated.text, repeated.times, read_chunks(action), Duration{0}};
  if (const auto pause = action.member("pause")) say.pause = pause->duration();
  return say;
}

Action read_think(const Node& action) {
  return Think{action.required("think").some_text()};
}

void read_outcome(CallTool& call, const Node& action) {
  if (const auto result = action.member("result")) call.result = result->text();
  if (const auto error = action.member("error")) {
    if (action.member("result")) error->fail_key("a call has either a result or an error", "Remove one of them.");
    call.result = error->text();
    call.is_error = true;
  }
  if (const auto updated = action.member("updated")) {
    static_cast<void>(updated->items());
    call.updated = updated->json();
  }
}

Action read_call(const Node& action) {
  CallTool call;
  call.tool = action.required("call").some_text();
  if (const auto args = action.member("args")) {
    args->expect_mapping();
    call.args = args->json();
  }
  call.chunks = read_chunks(action);
  if (const auto progress = action.member("progress")) call.progress = progress->texts();
  read_outcome(call, action);
  if (const auto confirm = action.member("confirm")) call.confirm = confirm->some_text();
  if (const auto rejected = action.member("rejected")) {
    if (!call.confirm) rejected->fail_key("only a call that asks first can be rejected", "Add confirm: TEXT.");
    call.rejected = rejected->text();
  }
  return call;
}

Action read_cite(const Node& action) {
  action.required("cite").expect_mapping();
  return Cite{action.required("cite").json()};
}

Action read_title(const Node& action) {
  return SetTitle{action.required("title").some_text()};
}

Action read_make_file(const Node& action) {
  MakeFile file;
  file.name = action.required("make_file").some_text();
  const auto type = action.member("type");
  file.media_type = type ? type->some_text() : "application/octet-stream";
  file.bytes = read_bytes(action);
  return file;
}

Action read_make_table(const Node& action) {
  MakeTable table;
  table.name = action.required("make_table").some_text();
  if (const auto description = action.member("description")) table.description = description->text();
  table.columns = action.required("columns").texts();
  if (table.columns.empty()) action.required("columns").fail("a table has at least one column");
  for (const Node& row : action.required("rows").items()) {
    if (row.items().size() != table.columns.size())
      row.fail("this row has another length than the columns", "Write one value for each column.");
    table.rows.push_back(row.json());
  }
  return table;
}

Action read_compact(const Node& action) {
  action.required("compact").expect_true();
  return Compact{};
}

Action read_wait(const Node& action) {
  const Node wait = action.required("wait");
  if (wait.json() == "forever") return Wait{std::nullopt};
  return Wait{wait.duration()};
}

Action read_fail(const Node& action) {
  return Fail{action.required("fail").text()};
}

// Every action of an agent's script: the key that names it, the keys beside that one, and how it is read.
struct ActionRow {
  std::string name;
  std::vector<std::string> options;
  Action (*read)(const Node&);
};

const std::vector<ActionRow>& action_rows() {
  static const std::vector<ActionRow> kRows{
      {"say", {"chunks", "pause"}, read_say},
      {"think", {}, read_think},
      {"call", {"args", "chunks", "progress", "result", "error", "updated", "confirm", "rejected"}, read_call},
      {"cite", {}, read_cite},
      {"title", {}, read_title},
      {"make_file", {"type", "text", "base64"}, read_make_file},
      {"make_table", {"description", "columns", "rows"}, read_make_table},
      {"compact", {}, read_compact},
      {"wait", {}, read_wait},
      {"fail", {}, read_fail},
  };
  return kRows;
}

Action read_action(const Node& action) {
  const ActionRow* found = nullptr;
  for (const ActionRow& row : action_rows()) {
    const auto member = action.member(row.name);
    if (!member) continue;
    if (found != nullptr) {
      member->fail_key("one action is either " + found->name + " or " + row.name, "Make it two list items.");
    }
    found = &row;
  }
  if (found == nullptr) {
    const auto names = names_of(action_rows(), &ActionRow::name);
    const auto members = action.members();
    if (members.empty()) action.fail("an empty action", source::suggest("", names));
    members.front().second.fail_key("unknown action " + in_quotes(members.front().first),
                                    source::suggest(members.front().first, names));
  }
  auto known = found->options;
  known.push_back(found->name);
  action.expect_keys(known);
  return found->read(action);
}

std::vector<Action> read_actions(const Node& list) {
  std::vector<Action> actions;
  for (const Node& item : list.items()) actions.push_back(read_action(item));
  return actions;
}

bool asks_first(const Action& action) {
  const auto* call = std::get_if<CallTool>(&action);
  return call != nullptr && call->confirm.has_value();
}

Reaction read_reaction(const Node& value, const std::map<std::string, std::string, std::less<>>& prompts) {
  static const std::vector<std::string> kKeys{"on", "do", "on_reject"};
  value.expect_keys(kKeys);
  Reaction reaction;
  reaction.place = value.place();
  const Node on = value.required("on");
  reaction.on = on.some_text();
  if (!prompts.contains(reaction.on)) on.fail_unknown("prompt", reaction.on, keys_of(prompts));
  reaction.actions = read_actions(value.required("do"));
  if (const auto rejected = value.member("on_reject")) {
    if (std::none_of(reaction.actions.begin(), reaction.actions.end(), asks_first)) {
      rejected->fail_key("nothing here can be rejected", "Add confirm: TEXT to a call, or remove on_reject.");
    }
    reaction.on_reject = read_actions(*rejected);
  }
  return reaction;
}

}  // namespace

std::vector<Reaction> read_reactions(const Node& scenario, const std::map<std::string, std::string, std::less<>>& prompts) {
  std::vector<Reaction> reactions;
  const auto agent = scenario.member("agent");
  if (!agent) return reactions;
  std::set<std::string> heard;
  for (const Node& item : agent->items()) {
    reactions.push_back(read_reaction(item, prompts));
    if (!heard.insert(reactions.back().on).second) {
      item.required("on").fail("there is already a reaction on " + in_quotes(reactions.back().on),
                               "Join the two lists under `do`.");
    }
  }
  return reactions;
}

std::map<std::string, std::vector<std::string>> action_keys() {
  std::map<std::string, std::vector<std::string>> keys;
  for (const ActionRow& row : action_rows()) keys.emplace(row.name, row.options);
  return keys;
}

}  // namespace confab::scenarios
