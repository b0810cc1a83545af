#include "runner/ledger.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

using State = LedgerEntry::State;

constexpr std::size_t kLargest = 64 * 1024 * 1024;

source::UserError cannot_open(const std::string& path, Ledger::File file, int reason) {
  if (reason == EEXIST)
    return {{path},
            "this file is there already, and may list what an earlier run left",
            fmt::format("Finish that with: confab cleanup {}", path)};
  const char* remedy = file == Ledger::File::fresh ? "Name another file with --ledger, or give --no-ledger." : "";
  return {{path}, fmt::format("cannot use this ledger: {}", std::strerror(reason)), remedy};
}

std::string read_all(int descriptor, const std::string& path) {
  std::string text;
  std::array<char, 64 * 1024> slice;
  for (;;) {
    const ssize_t count = ::read(descriptor, slice.data(), slice.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw cannot_open(path, Ledger::File::existing, errno);
    if (count == 0) return text;
    text.append(slice.data(), static_cast<std::size_t>(count));
    if (text.size() > kLargest) throw source::UserError({path}, "this file is larger than any ledger");
  }
}

bool is_regular(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

Ledger::Ledger(std::string path, File file) : path_(std::move(path)) {
  const int flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK | (file == File::fresh ? O_CREAT | O_EXCL : 0);
  descriptor_ = ::open(path_.c_str(), flags, 0600);
  if (descriptor_ < 0) throw cannot_open(path_, file, errno);
  try {
    if (!is_regular(descriptor_)) throw source::UserError({path_}, "a ledger is a regular file");
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0)
      throw source::UserError({path_}, "the run that writes this ledger is still going on", "Let it end, or end it, first.");
    fresh_ = file == File::fresh;
    if (fresh_) return;
    const std::string text = read_all(descriptor_, path_);
    entries_ = parse_ledger(text, path_);
    // A line that a crash cut would swallow the next one.
    if (!text.empty() && text.back() != '\n' && ::ftruncate(descriptor_, static_cast<off_t>(text.rfind('\n') + 1)) != 0)
      throw cannot_open(path_, file, errno);
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

Ledger::~Ledger() {
  if (fresh_ && open().empty()) unlink();
  if (descriptor_ >= 0) ::close(descriptor_);
}

/// One write(2) a line: the kernel has it all, or a full disk shows.
void Ledger::write(const LedgerEntry& entry) {
  if (descriptor_ < 0) return;
  const std::string line = render_line(entry);
  ssize_t written = 0;
  do {
    written = ::write(descriptor_, line.data(), line.size());
  } while (written < 0 && errno == EINTR);
  if (written == static_cast<ssize_t>(line.size())) return;
  fault_ =
      fmt::format("the ledger {} cannot be written: {}", path_, written < 0 ? std::strerror(errno) : "there is no room");
}

LedgerEntry* Ledger::find(int number) {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const LedgerEntry& entry) { return entry.number == number; });
  return found == entries_.end() ? nullptr : &*found;
}

int Ledger::ask(LedgerEntry entry) {
  const std::lock_guard lock(mutex_);
  entry.number = entries_.empty() ? 1 : entries_.back().number + 1;
  entry.state = State::asked;
  write(entry);
  if (!fault_.empty()) throw std::runtime_error(fault_);
  entries_.push_back(std::move(entry));
  return entries_.back().number;
}

void Ledger::made(int number, const std::string& id, const std::string& method, const std::string& path) {
  const std::lock_guard lock(mutex_);
  LedgerEntry* entry = find(number);
  if (entry == nullptr || entry->state != State::asked) return;
  entry->state = State::made;
  entry->id = id;
  entry->method = method;
  entry->path = path;
  write(*entry);
}

void Ledger::done(int number, const std::string& outcome) {
  const std::lock_guard lock(mutex_);
  LedgerEntry* entry = find(number);
  if (entry == nullptr || entry->state == State::done) return;
  entry->state = State::done;
  entry->outcome = outcome;
  write(*entry);
}

void Ledger::deleted(const std::string& base_url, std::string_view method, std::string_view path) {
  const std::lock_guard lock(mutex_);
  for (LedgerEntry& entry : entries_) {
    const bool same = entry.base_url == base_url && entry.method == method && entry.path == path;
    if (entry.state != State::made || !same) continue;
    entry.state = State::done;
    entry.outcome = "deleted";
    write(entry);
  }
}

std::vector<LedgerEntry> Ledger::open() const {
  const std::lock_guard lock(mutex_);
  std::vector<LedgerEntry> left;
  std::copy_if(entries_.begin(), entries_.end(), std::back_inserter(left),
               [](const LedgerEntry& entry) { return entry.state != State::done; });
  return left;
}

bool Ledger::lists_something() const {
  const std::lock_guard lock(mutex_);
  return !entries_.empty();
}

bool Ledger::knows(const std::string& base_url, const std::string& id) const {
  const std::lock_guard lock(mutex_);
  return std::any_of(entries_.begin(), entries_.end(),
                     [&](const LedgerEntry& entry) { return entry.base_url == base_url && entry.id == id; });
}

bool Ledger::has_created(const std::string& base_url, const std::string& persona) const {
  const std::lock_guard lock(mutex_);
  return std::any_of(entries_.begin(), entries_.end(), [&](const LedgerEntry& entry) {
    return entry.base_url == base_url && entry.persona == persona && !entry.id.empty();
  });
}

void Ledger::remove_file() {
  const std::lock_guard lock(mutex_);
  unlink();
}

void Ledger::unlink() {
  if (descriptor_ < 0) return;
  ::unlink(path_.c_str());
  ::close(std::exchange(descriptor_, -1));
  path_.clear();
}

}  // namespace confab::conformance
