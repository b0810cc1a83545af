#include <csignal>
#include <exception>

#include "commands/command_line.hpp"
#include "source/invariant.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"

namespace {

constexpr int kWrongInput = 2;
constexpr int kOurFault = 3;

void complain(const std::string& text) {
  try {
    confab::cli::print(text + "\n", stderr);
  } catch (const confab::source::UserError&) {
    // Nobody is left who could be told; the exit status still speaks.
  }
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that went away shows up as a failed write, and a peer that did as a verdict.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return confab::cli::parse_command_line(argc, argv)();
  } catch (const confab::source::UserError& error) {
    complain(error.render());
    return kWrongInput;
  } catch (const confab::source::InvariantViolated& error) {
    complain(std::string("confab itself failed; please report this: ") + error.what());
    return kOurFault;
  } catch (const std::exception& error) {
    complain(std::string("confab itself failed: ") + error.what());
    return kOurFault;
  }
}
