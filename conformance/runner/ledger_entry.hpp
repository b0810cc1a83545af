// One thing that a run created, or may have, and its line in the ledger's file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace confab::conformance {

/// Holds no credential: the persona's name stands for it. Texts are what the scenario and the contract gave, but for `id`.
struct LedgerEntry {
  enum class State {
    asked,  // the request was about to be sent; whether anything came of it is not known
    made,   // the id is known
    done,   // it is gone, or never came about
  };
  int number = 0;  // in its file, from 1
  State state = State::asked;
  std::string run;  // the run's id, which unique texts hold
  std::string vendor;
  std::string base_url;
  std::string persona;
  std::string operation;
  std::string request;       // path of the creating request below the base URL, percent-encoded, without its query
  std::string sent;          // what lists show of the request; empty: nothing tells it from others
  std::string refusal;       // why the contract refuses the request; empty: it does not
  std::string at;            // when it was sent, RFC 3339 in UTC
  std::string id;            // made: of what was created
  std::string method, path;  // made: the call that deletes it; empty: the contract has none
  std::string outcome;       // done: how
};

/// One line of JSON, line break included.
[[nodiscard]] std::string render_line(const LedgerEntry& entry);

/// The last state of every entry of a ledger, in the order they were begun. A last line without its break was cut by a
/// crash and does not count. Throws UserError, with the line, for anything that no run has written.
[[nodiscard]] std::vector<LedgerEntry> parse_ledger(std::string_view text, const std::string& file);

}  // namespace confab::conformance
