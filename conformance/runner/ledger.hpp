// Everything a run creates, written down before it is used and crossed out when it is gone.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "runner/ledger_entry.hpp"

namespace confab::conformance {

/// Safe to use from several threads. With a file, every change is a line in it when the call returns, so that the end of
/// this process, whatever it is, loses nothing; the file is locked, so that no other process works through it meanwhile.
class Ledger {
 public:
  enum class File { fresh, existing };

  /// In memory only.
  Ledger() = default;
  /// Throws UserError: a fresh one exists already, an existing one is none, is in use, or cannot be written.
  Ledger(std::string path, File file);
  /// A fresh file in which nothing is left open goes with it.
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  /// A request that may create something is about to be sent. Its number. Throws std::runtime_error if it, or anything
  /// before it, could not be written down; then nothing may be sent.
  int ask(LedgerEntry entry);
  /// It did. An entry that is made or done stays as it is.
  void made(int number, const std::string& id, const std::string& method, const std::string& path);
  /// It is gone, or nothing came of it.
  void done(int number, const std::string& outcome);
  /// Whatever that call deletes is gone.
  void deleted(const std::string& base_url, std::string_view method, std::string_view path);

  /// Entries that are not done, in the order they were begun.
  [[nodiscard]] std::vector<LedgerEntry> open() const;
  /// Some entry, done or not, is there.
  [[nodiscard]] bool lists_something() const;
  /// Some entry, done or not, is that thing.
  [[nodiscard]] bool knows(const std::string& base_url, const std::string& id) const;
  /// That persona has created something there.
  [[nodiscard]] bool has_created(const std::string& base_url, const std::string& persona) const;
  /// Where it is. Empty: in memory only, or removed.
  [[nodiscard]] const std::string& path() const { return path_; }
  /// There is nothing left for another process to do: takes the file away.
  void remove_file();

 private:
  void write(const LedgerEntry& entry);
  void unlink();
  LedgerEntry* find(int number);

  mutable std::mutex mutex_;  // guards all below
  std::vector<LedgerEntry> entries_;
  std::string path_;
  int descriptor_ = -1;
  bool fresh_ = false;
  std::string fault_;  // why a line could not be written
};

}  // namespace confab::conformance
