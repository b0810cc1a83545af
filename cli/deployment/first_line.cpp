#include "deployment/first_line.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>

#include "source/user_error.hpp"

namespace confab::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Far above any key; a program that prints more is not meant for this.
constexpr std::size_t kLongestOutput = 64 * 1024;

[[noreturn]] void refuse(const std::string& program, const std::string& what) {
  throw source::UserError({}, fmt::format("the command {} {}", program, what),
                          "Run it by itself: the credential must be the first line of its output.");
}

/// A program of ours, and what it prints. Whatever happens, it is gone at the end.
class Program {
 public:
  explicit Program(const std::vector<std::string>& command) : name_(command.front()) {
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0) refuse(name_, "cannot be started: no pipe");
    output_ = pipe[0];
    const int error = spawn(command, pipe[1]);
    close(pipe[1]);
    if (error != 0) {
      close(output_);
      refuse(name_, fmt::format("cannot be started: {}", std::strerror(error)));
    }
  }
  ~Program() {
    close(output_);
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// All it prints.
  std::string read(steady_clock::time_point deadline) {
    std::string text;
    std::array<char, 4096> bytes{};
    for (;;) {
      pollfd waiting{output_, POLLIN, 0};
      const auto left = std::chrono::ceil<milliseconds>(deadline - steady_clock::now()).count();
      if (left <= 0 || poll(&waiting, 1, static_cast<int>(left)) == 0) refuse(name_, "does not come to an end");
      const ssize_t count = ::read(output_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return text;
      text.append(bytes.data(), static_cast<std::size_t>(count));
      if (text.size() > kLongestOutput) refuse(name_, "prints more than a credential");
    }
  }
  /// Its end, which is near once it has closed its output.
  void require_success() {
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    if (WIFSIGNALED(status)) refuse(name_, fmt::format("was ended by signal {}", WTERMSIG(status)));
    if (WEXITSTATUS(status) != 0) refuse(name_, fmt::format("failed with exit status {}", WEXITSTATUS(status)));
  }

 private:
  int spawn(const std::vector<std::string>& command, int output) {
    std::vector<char*> words;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t as_usual;  // we ignore SIGPIPE, which a program would inherit
    sigemptyset(&as_usual);
    sigaddset(&as_usual, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &as_usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    const int error = posix_spawnp(&process_, words.front(), &actions, &attributes, words.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) process_ = 0;
    return error;
  }

  std::string name_;
  int output_ = -1;
  pid_t process_ = 0;
};

}  // namespace

std::string first_line(const std::vector<std::string>& command, milliseconds patience) {
  Program program(command);
  const std::string text = program.read(steady_clock::now() + patience);
  program.require_success();
  std::string line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.pop_back();
  if (line.empty()) refuse(command.front(), "prints no credential: the first line is empty");
  return line;
}

}  // namespace confab::cli
