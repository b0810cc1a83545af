#include "commands/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>

#include "commands/check.hpp"
#include "commands/cleanup.hpp"
#include "commands/diff.hpp"
#include "commands/frames.hpp"
#include "commands/init.hpp"
#include "commands/lint.hpp"
#include "commands/list.hpp"
#include "commands/mock.hpp"
#include "commands/report.hpp"
#include "commands/selftest.hpp"
#include "commands/wrong_words.hpp"
#include "formats/format.hpp"
#include "loader/duration.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"
#include "wiring/report_output.hpp"
#include "wiring/version.hpp"

namespace confab::cli {
namespace {

using Action = std::function<int()>;

/// Every occurrence takes one value, so that what follows may be a positional word.
template <typename Value>
CLI::Option* repeatable(CLI::App& app, const std::string& name, std::vector<Value>& values, const std::string& text) {
  return app.add_option(name, values, text)->allow_extra_args(false);
}

/// "10s", "500ms"; a bare number counts seconds.
template <typename Value>
CLI::Option* duration(CLI::App& app, const std::string& name, Value& value, const std::string& text) {
  const auto read = [&value, name](const std::string& given) {
    const bool bare = !given.empty() && given.find_first_not_of("0123456789") == std::string::npos;
    const auto parsed = scenarios::parse_duration(bare ? given + "s" : given);
    if (!parsed || parsed->count() == 0)
      throw CLI::ValidationError(name, fmt::format("\"{}\" is no duration; write 10s, 500ms or 2m", given));
    value = *parsed;
  };
  return app.add_option_function<std::string>(name, read, text)->type_name("DURATION");
}

void add_folders(CLI::App& app, Folders& folders, bool with_scenarios) {
  app.add_option("--spec-dir", folders.spec, "Contracts from this folder (spec/) instead of the built-in ones")
      ->type_name("DIR");
  if (!with_scenarios) return;
  app.add_option("--scenario-dir", folders.scenarios, "Scenarios from this folder instead of the built-in ones")
      ->type_name("DIR");
}

/// Declares the options of one subcommand; when its word was given, `action` becomes what it does with them.
template <typename Options>
CLI::App& add_command(CLI::App& app, Action& action, std::string name, std::string text, int (*run)(const Options&),
                      const std::shared_ptr<Options>& options) {
  CLI::App& command = *app.add_subcommand(std::move(name), std::move(text));
  command.callback([&action, run, options] { action = [run, options] { return run(*options); }; });
  return command;
}

void add_contract(CLI::App& app, std::string& contract) {
  app.add_option("--contract", contract, "A further contract of the vendor instead of its default one")->type_name("NAME");
}

void add_mock(CLI::App& app, Action& action) {
  const auto options = std::make_shared<MockOptions>();
  CLI::App& command =
      add_command(app, action, "mock", "Play the vendor's side: a backend on this machine", run_mock, options);
  command.add_option("vendor", options->vendor, "One vendor, served at the root; without it all, each under /VENDOR")
      ->type_name("VENDOR");
  add_contract(command, options->contract);
  command.add_option("--listen", options->listen, "Address; port 0 takes a free one")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  command.add_option("--port-file", options->port_file, "Write the port here once it is open")->type_name("FILE");
  command.add_option("--seed", options->seed, "The same requests get the same ids and times")->type_name("N");
  command.add_option("--pace", options->pace, "Scales the delays scripts ask for; 0: none")
      ->type_name("X")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1000.0));
  duration(command, "--heartbeat", options->heartbeat, "Time between comments on a quiet stream (default 15s)");
  repeatable(command, "--deviate", options->deviations, "Break the contract (confab list deviations); repeatable")
      ->type_name("NAME[:K=V,…]");
  command.add_flag("--control", options->control, "Serve /_confab/ (health, reset, journal, deviations) also off loopback");
  command.add_flag("--quiet", options->quiet, "Print nothing");
  add_folders(command, options->folders, true);
  command.footer(R"(Examples:
  confab mock reveng
  confab mock reveng --listen 127.0.0.1:0 --port-file port.txt --seed 7 --pace 0
  confab mock reveng --deviate frame_dropped:frame=RUN_FINISHED
  curl http://127.0.0.1:8080/_confab/health)");
}

void add_target(CLI::App& command, TargetOptions& target) {
  command.add_option("--target", target.url, "Base URL of the deployment; without it the mock is started inside")
      ->type_name("URL");
  command.add_option("--deployment", target.file, "YAML that describes the deployment; options here go before it")
      ->type_name("FILE");
  repeatable(command, "--credential", target.credentials,
             "Credential of a persona: env:VAR, file:PATH or the value itself; repeatable")
      ->type_name("PERSONA=VALUE");
  repeatable(command, "--header", target.headers,
             "Sent with every request; the value may be env:VAR or file:PATH; repeatable")
      ->type_name("NAME:VALUE");
  repeatable(command, "--feature", target.declared, "The deployment offers this; its absence is then judged; repeatable")
      ->type_name("NAME");
  repeatable(command, "--no-feature", target.denied, "The deployment does not offer this: skip what needs it; repeatable")
      ->type_name("NAME");
  repeatable(command, "--var", target.variables, "A variable of the deployment (confab list variables); repeatable")
      ->type_name("NAME=VALUE");
  duration(command, "--timeout", target.timeout, "For one exchange (default 10s)");
  command.add_flag("--insecure", target.insecure, "Do not verify the deployment's TLS certificate");
  command.add_flag("--read-only", target.read_only, "Play only what changes nothing; the result is partial");
}

void add_kills(CLI::App& command, std::string& kills) {
  command
      .add_option("--kills", kills,
                  "Kill matrix of `confab selftest --json`: reports then say how each clause was seen to fail")
      ->type_name("FILE");
}

void add_check(CLI::App& app, Action& action) {
  const auto options = std::make_shared<CheckOptions>();
  CLI::App& command = add_command(app, action, "check", "Play the client's side and judge a deployment", run_check, options);
  command.add_option("vendor", options->vendor, "Whose contract, or all")->type_name("VENDOR")->required();
  add_contract(command, options->contract);
  add_target(command, options->target);
  repeatable(command, "--report", options->reports,
             fmt::format("Write a report ({}); - is standard output; repeatable", fmt::join(format_names(), ", ")))
      ->type_name("FORMAT=FILE");
  repeatable(command, "--only", options->only, "Only this scenario, clause or operation; * and ? match; repeatable")
      ->type_name("ID");
  repeatable(command, "--skip", options->skip, "All but this; * and ? match; repeatable")->type_name("ID");
  repeatable(command, "--baseline", options->baselines,
             "Known failures, each with its reason; what they list does not turn the run red; repeatable")
      ->type_name("FILE");
  add_kills(command, options->kills);
  command.add_option("--jobs", options->jobs, "Scenarios played at the same time")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 256));
  command
      .add_option("--ledger", options->ledger,
                  "Write there what is created, until it is deleted again (with --target: confab-ledger-RUN.jsonl)")
      ->type_name("FILE");
  command.add_flag("--no-ledger", options->no_ledger, "Write no such file; then nothing helps after a kill -9");
  command.add_flag("--list", options->list, "List the selected scenarios and stop");
  command.add_flag("--dry-run", options->dry_run, "Print every step that would be played and contact nobody");
  command.add_flag("--strict", options->strict, "Warnings count as failures");
  command.add_flag("--verbose", options->verbose, "Also show what passed and what only informs");
  command.add_flag("--no-color,--no-colour", options->no_color, "No colour, as with NO_COLOR");
  add_folders(command, options->folders, true);
  command.footer(
      R"(Exit status: 0 conformant, 1 not conformant, left open or left behind, 2 wrong input, 3 unreachable or our own fault,
130 or 143 ended by Ctrl-C or SIGTERM, with what was created deleted and the reports written.

Examples:
  confab check reveng                                       against the built-in mock
  confab check reveng --target https://staging.example.com --credential default=env:API_KEY
  confab init deployment reveng -o staging.yaml             then say there what the deployment offers and allows
  confab check reveng --deployment staging.yaml --read-only
  confab check reveng --target http://127.0.0.1:8080 --report junit=junit.xml --report html=report.html
  confab check reveng --target http://127.0.0.1:8080 --baseline known.yaml
    known.yaml  known_failing: [{ clause: reveng.cancel_run.no_active_run, reason: ticket 4711 }]
                known_flaky: [{ clause: 'reveng.stream_events.*', reason: the proxy drops streams at night }]
  confab check reveng --only 'reveng/cancel*' --verbose
  confab check reveng --only reveng.cancel_run.no_active_run --dry-run)");
}

void add_cleanup(CLI::App& app, Action& action) {
  const auto options = std::make_shared<CleanupOptions>();
  CLI::App& command =
      add_command(app, action, "cleanup", "Delete what a run that was killed has left behind", run_cleanup, options);
  command.add_option("ledger", options->ledger, "What that run wrote down")->type_name("LEDGER")->required();
  add_target(command, options->target);
  add_folders(command, options->folders, false);
  command.footer(
      R"(Deletes what the ledger lists, newest first, as the persona that created it, and nothing else; it can be repeated.
Off this machine, or with a credential, --target says where: a file alone must not decide where a credential goes.

Exit status: 0 nothing is left that could be deleted, 1 something is, 2 wrong input, 3 unreachable.

Examples:
  confab cleanup confab-ledger-confab-1a2b3c4d.jsonl           of a run against a mock on this machine
  confab cleanup confab-ledger-confab-1a2b3c4d.jsonl --target https://staging.example.com --credential default=env:API_KEY)");
}

void add_frames(CLI::App& app, Action& action) {
  const auto options = std::make_shared<FramesOptions>();
  CLI::App& command = add_command(app, action, "frames", "Decode a recorded stream and apply the vendor's stream checks",
                                  run_frames, options);
  command
      .add_option("words", options->words, "VENDOR OPERATION [FILE], or with --framing [FILE]; without FILE: standard input")
      ->type_name("WORD")
      ->expected(0, 3);
  add_contract(command, options->contract);
  command.add_option("--framing", options->framing, "Only decode: sse")->type_name("NAME");
  command.add_flag("--json", options->json, "One JSON object a frame on standard output; findings go to standard error");
  command.add_flag("--no-color,--no-colour", options->no_color, "No colour, as with NO_COLOR");
  add_folders(command, options->folders, false);
  command.footer(R"(Exit status: 0 all checks hold, 1 one failed, 2 wrong input.

Examples:
  confab frames reveng stream_events recorded.sse
  curl -sN http://127.0.0.1:8080/… | confab frames reveng stream_events --json
  confab frames --framing sse --json < recorded.sse)");
}

void add_lint(CLI::App& app, Action& action) {
  const auto options = std::make_shared<LintOptions>();
  CLI::App& command = add_command(app, action, "lint", "Check scenario files", run_lint, options);
  command.add_option("files", options->files, "Scenario files (YAML)")->type_name("FILE")->required();
  add_folders(command, options->folders, false);
  command.footer(R"(Exit status: 0 all good, 2 otherwise.

Example:
  confab lint scenarios/reveng/*.yaml)");
}

void add_list(CLI::App& app, Action& action) {
  const auto options = std::make_shared<ListOptions>();
  CLI::App& command = add_command(app, action, "list", "List what there is", run_list, options);
  command.add_option("what", options->what, fmt::format("{}", fmt::join(listable(), ", ")))->type_name("WHAT")->required();
  command.add_option("vendor", options->vendor, "Of this vendor only")->type_name("VENDOR");
  add_contract(command, options->contract);
  command.add_flag("--json", options->json, "For programs");
  add_folders(command, options->folders, true);
  command.footer(R"(Examples:
  confab list clauses reveng
  confab list personas reveng        the mock's users, with their credentials
  confab list scenarios --json)");
}

/// One line a format; the console's comes first.
std::string format_lines() {
  std::string lines = "  console   what `confab check` prints\n";
  for (const reports::Format& format : reports::formats()) lines += fmt::format("  {:<10}{}\n", format.name, format.text);
  return lines;
}

void add_report(CLI::App& app, Action& action) {
  const auto options = std::make_shared<ReportOptions>();
  CLI::App& command = add_command(app, action, "report", "Turn a JSON result into another report", run_report, options);
  command.add_option("result", options->result, "What `confab check … --report json=FILE` wrote; - is standard input")
      ->type_name("RESULT.json")
      ->required();
  command.add_option("--format", options->format, fmt::format("{}", fmt::join(format_names(), ", ")))
      ->type_name("FORMAT")
      ->required();
  add_kills(command, options->kills);
  command.add_option("-o,--output", options->output, "File; without it standard output")->type_name("FILE");
  command.add_flag("--verbose", options->verbose, "Console: also what passed");
  command.add_flag("--no-color,--no-colour", options->no_color, "Console: no colour, as with NO_COLOR");
  command.footer("Formats:\n" + format_lines() + R"(
Examples:
  confab report result.json --format junit -o junit.xml
  confab report result.json --format html -o report.html                      to hand to the other side
  confab report result.json --format markdown >> "$GITHUB_STEP_SUMMARY"       in a CI job
  confab check reveng --report json=- | confab report - --format badge -o badge.svg)");
}

void add_selftest(CLI::App& app, Action& action) {
  const auto options = std::make_shared<SelftestOptions>();
  CLI::App& command =
      add_command(app, action, "selftest", "See every check fail, and none without cause", run_selftest, options);
  command.add_option("vendor", options->vendor, "Whose suite; without it all")->type_name("VENDOR");
  add_contract(command, options->contract);
  repeatable(command, "--only", options->only, "Only this clause; * and ? match; repeatable")->type_name("CLAUSE");
  command.add_option("--jobs", options->jobs, "Mocks and stories at the same time, for each contract")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 256));
  command.add_option("--json", options->json, "Write the kill matrix here; - is standard output")->type_name("FILE");
  command.add_flag("--verbose", options->verbose, "A line for every clause, not only for those that survive");
  add_folders(command, options->folders, true);
  command.footer(
      R"(For every clause the mock deviates on the very exchange on which the clause was judged, and the suite must turn it red
through the check that passed before. Then the whole suite is played under every harmless variation, and nothing may fail.

Exit status: 0 every clause was killed and there was no false alarm, 1 otherwise, 2 wrong input.

Examples:
  confab selftest reveng
  confab selftest reveng --verbose --only 'reveng.stream_events.*'
  confab selftest --json kills.json
  confab check reveng --kills kills.json --report html=report.html)");
}

void add_diff(CLI::App& app, Action& action) {
  const auto options = std::make_shared<DiffOptions>();
  CLI::App& command = add_command(app, action, "diff", "Tell what changed from one result to another", run_diff, options);
  command.add_option("before", options->before, "The older result, or the mock's; - is standard input")
      ->type_name("OLD.json")
      ->required();
  command.add_option("after", options->after, "The newer result, or the deployment's")->type_name("NEW.json")->required();
  command.add_flag("--json", options->json, "For programs");
  command.footer(
      R"(A clause that is not judged any more counts as worse than one that passed. New and gone statuses, frames and fields
are told and decide nothing: an agent need not say the same twice.

Exit status: 0 no clause is worse, 1 one is, 2 wrong input.

Examples:
  confab diff yesterday.json today.json
  confab check reveng --report json=mock.json
  confab check reveng --target https://staging.example.com --credential default=env:API_KEY --report json=staging.json
  confab diff mock.json staging.json        where the deployment and the contract part)");
}

void add_init(CLI::App& app, Action& action) {
  const auto options = std::make_shared<InitOptions>();
  CLI::App& command = add_command(app, action, "init", "Write a file to start from", run_init, options);
  command.add_option("what", options->what, "deployment: for confab check --deployment")->type_name("WHAT")->required();
  command.add_option("vendor", options->vendor, "Whose deployment (default reveng)")->type_name("VENDOR");
  add_contract(command, options->contract);
  command.add_option("-o,--output", options->output, "File, which must not exist yet; without it standard output")
      ->type_name("FILE");
  command.add_flag("--schema", options->schema, "The JSON Schema of such files, for editors");
  add_folders(command, options->folders, false);
  command.footer(R"(Examples:
  confab init deployment pipeshub -o staging.yaml
  confab check pipeshub --deployment staging.yaml
  confab init deployment --schema -o deployment.schema.json)");
}

Action printing(std::string text) {
  return [text = std::move(text)] {
    print(text);
    return 0;
  };
}

}  // namespace

std::function<int()> parse_command_line(int argc, const char* const* argv) {
  CLI::App app("Mock servers and conformance suites for conversation APIs", "confab");
  Action action;
  app.set_version_flag("--version", "confab " + version());
  app.get_formatter()->column_width(38);
  add_mock(app, action);
  add_check(app, action);
  add_cleanup(app, action);
  add_frames(app, action);
  add_lint(app, action);
  add_list(app, action);
  add_report(app, action);
  add_diff(app, action);
  add_selftest(app, action);
  add_init(app, action);
  app.footer(R"(Examples:
  confab mock reveng                 a backend at http://127.0.0.1:8080
  confab check reveng                the whole suite against the built-in mock
  confab check reveng --target https://staging.example.com --credential default=env:API_KEY
  confab COMMAND --help              more of them)");
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return printing(app.help());
  } catch (const CLI::CallForVersion& wish) {
    return printing(std::string(wish.what()) + "\n");
  } catch (const CLI::ExtrasError&) {
    throw unknown_word(app);
  } catch (const CLI::ParseError& error) {
    throw usage_error(app, error);
  }
  if (!action)
    throw source::UserError({}, "a command is missing",
                            "One of: " + fmt::format("{}", fmt::join(subcommand_names(app), ", ")) + ". See: confab --help");
  return action;
}

}  // namespace confab::cli
