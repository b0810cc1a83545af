#include "loader/mistakes_test.hpp"

#include <utility>

namespace confab::scenarios {
namespace {

constexpr bool kNeedsKnowledge = false;

std::string file(const std::string& rest) {
  return "title: T\nvendor: toy\n" + rest;
}

// One step, on line 5, behind a call that saves $id and two streams.
std::string step(const std::string& text) {
  return file("prompts: {p: Say it.}\nsteps:\n  - " + text + "\n");
}
std::string later_step(const std::string& text) {
  return file(
      "steps:\n  - {call: post, save: {id: /id}}\n  - {stream: watch, as: live, path: {id: $id}}\n  - {stream: tail, as: "
      "log}\n  - " +
      text + "\n");
}
std::string expectation(const std::string& text) {
  return step("{call: post, expect: " + text + "}");
}
std::string matcher(const std::string& text) {
  return step("{call: post, expect: {body: " + text + "}}");
}
std::string agent(const std::string& text) {
  return file("prompts: {p: Say it.}\nagent:\n  - " + text + "\nsteps: [{call: post}]\n");
}
std::string action(const std::string& text) {
  return agent("{on: p, do: [" + text + "]}");
}

void add_file_mistakes(std::vector<Mistake>& all) {
  all.insert(
      all.end(),
      {
          {"", "error: expected a mapping, found nothing"},
          {"[1]", ":1:1: error: expected a mapping, found a list"},
          {"vendor: toy\nsteps: [{call: post}]\n", ":1:1: error: the key \"title\" is missing here"},
          {"title: T\nsteps: [{call: post}]\n", "the key \"vendor\" is missing here"},
          {"title: T\nvendor: toy\n", "the key \"steps\" is missing here"},
          {"title: ''\nvendor: toy\nsteps: [{call: post}]\n", ":1:8: error: the text is empty"},
          {"title: 5\nvendor: toy\nsteps: [{call: post}]\n", ":1:8: error: expected text, found the number 5"},
          {"title: T\nvendor: tay\nsteps: [{call: post}]\n", ":2:9: error: this file belongs to the vendor \"toy\"",
           kNeedsKnowledge},
          {file("contract: served\nsteps: [{call: post}]\n"),
           ":3:1: error: this file belongs to the vendor's default contract", kNeedsKnowledge},
          {file("stepps: [{call: post}]\n"),
           ":3:1: error: unknown key \"stepps\"\n  3 | stepps: [{call: post}]\n    | ^\nhelp: Did you mean \"steps\"?"},
          {file("steps: []\n"), ":3:8: error: the list is empty"},
          {file("steps: {call: post}\n"), ":3:8: error: expected a list, found a mapping"},
          {file("steps: [post]\n"), ":3:9: error: expected a mapping, found the text \"post\""},
          {file("needs: replay\nsteps: [{call: post}]\n"), ":3:8: error: expected a list, found the text \"replay\""},
          {file("needs: [repaly]\nsteps: [{call: post}]\n"),
           "unknown feature \"repaly\"\n  3 | needs: [repaly]\n    |         ^\nhelp: Did you mean \"replay\"?",
           kNeedsKnowledge},
          {file("prompts: [a]\nsteps: [{call: post}]\n"), ":3:10: error: expected a mapping, found a list"},
          {file("prompts: {p: ''}\nsteps: [{call: post}]\n"), "the text is empty"},
          {file("prompts: {a b: x}\nsteps: [{call: post}]\n"), ":3:11: error: \"a b\" cannot be referred to"},
          {file("prompts: {p: {repeat: x}}\nsteps: [{call: post}]\n"), "the key \"times\" is missing here"},
          {file("prompts: {p: {repeat: x, times: 0}}\nsteps: [{call: post}]\n"),
           "expected a whole number from 1 to 100000000, found the number 0"},
          {file("prompts: {p: {repeat: long enough, times: 90000000}}\nsteps: [{call: post}]\n"), "longer than 64 MiB",
           kNeedsKnowledge},
          {file("prompts: {p: same, q: same}\nsteps: [{call: post}]\n"), "the prompt \"p\" has the same text",
           kNeedsKnowledge},
          {file("steps: [{call: post}]\ncleanup: {call: post}\n"), ":4:10: error: expected a list, found a mapping"},
          {file("steps: [{call: post}]\ncleanup: [{cal: post}]\n"), ":4:12: error: unknown step \"cal\""},
      });
}

void add_agent_mistakes(std::vector<Mistake>& all) {
  all.insert(all.end(),
             {
                 {agent("{on: q, do: []}"), "unknown prompt \"q\"", kNeedsKnowledge},
                 {agent("{on: p}"), "the key \"do\" is missing here"},
                 {agent("{do: []}"), "the key \"on\" is missing here"},
                 {agent("{on: p, do: [], then: []}"), "unknown key \"then\""},
                 {agent("{on: p, do: {say: x}}"), "expected a list, found a mapping"},
                 {agent("{on: p, do: []}\n  - {on: p, do: []}"), ":6:10: error: there is already a reaction on \"p\"",
                  kNeedsKnowledge},
                 {agent("{on: p, do: [{say: x}], on_reject: []}"), "nothing here can be rejected", kNeedsKnowledge},
                 {action("{}"), "an empty action"},
                 {action("say"), "expected a mapping, found the text \"say\""},
                 {action("{sey: x}"), ":5:19: error: unknown action \"sey\""},
                 {action("{say: x, think: y}"), "one action is either say or think"},
                 {action("{say: 5}"), "expected text, found the number 5"},
                 {action("{say: ''}"), "the text is empty"},
                 {action("{say: 'Is it $mesage?'}"), "the agent knows no $mesage", kNeedsKnowledge},
                 {action("{say: x, chunk: 2}"), "unknown key \"chunk\""},
                 {action("{say: x, chunks: 0}"), "expected a whole number from 1"},
                 {action("{say: x, chunks: 1.5}"), "found the number 1.5"},
                 {action("{say: x, chunks: 99999999999999999999}"), "expected a whole number from 1"},
                 {action("{say: x, pause: 5}"), "expected a duration, found the number 5"},
                 {action("{say: x, pause: soon}"), "expected a duration, found the text \"soon\""},
                 {action("{say: {repeat: x, times: 2, more: 1}}"), "unknown key \"more\""},
                 {action("{think: x, chunks: 2}"), "unknown key \"chunks\""},
                 {action("{call: ''}"), "the text is empty"},
                 {action("{call: t, args: [1]}"), "expected a mapping, found a list"},
                 {action("{call: t, progress: half}"), "expected a list, found the text \"half\""},
                 {action("{call: t, progress: [1]}"), "expected text, found the number 1"},
                 {action("{call: t, result: a, error: b}"), "a call has either a result or an error"},
                 {action("{call: t, rejected: a}"), "only a call that asks first can be rejected"},
                 {action("{call: t, updated: {}}"), "expected a list, found a mapping"},
                 {action("{cite: x}"), "expected a mapping, found the text \"x\""},
                 {action("{compact: false}"), "only true means something here"},
                 {action("{compact: 1}"), "expected true or false, found the number 1"},
                 {action("{wait: for ever}"), "expected a duration, found the text \"for ever\""},
                 {action("{fail: {}}"), "expected text, found a mapping"},
                 {action("{title: null}"), "expected text, found nothing"},
             });
}

void add_request_mistakes(std::vector<Mistake>& all) {
  all.insert(
      all.end(),
      {
          {step("{}"), ":5:5: error: this step does nothing"},
          {step("{name: x}"), ":5:5: error: this step does nothing"},
          {step("{cal: post}"),
           ":5:6: error: unknown step \"cal\"\n  5 |   - {cal: post}\n    |      ^\nhelp: Did you mean \"call\"?"},
          {step("{call: post, poll: post}"), "one step is either call or poll"},
          {step("{call: 5}"), "expected text, found the number 5"},
          {step("{call: pst}"),
           ":5:12: error: unknown operation \"pst\"\n  5 |   - {call: pst}\n    |            ^\nhelp: Did you mean "
           "\"post\"?",
           kNeedsKnowledge},
          {step("{call: post, nam: x}"), "unknown key \"nam\""},
          {step("{call: post, name: ''}"), "the text is empty"},
          {step("{call: post, persona: brok}"), "unknown persona \"brok\"", kNeedsKnowledge},
          {step("{call: post, persona: [broke]}"), "expected text, found a list"},
          {step("{call: post, needs: [slw]}"), "unknown feature \"slw\"", kNeedsKnowledge},
          {step("{call: post, proves: toy.post.works}"), "expected a list, found the text"},
          {step("{call: post, proves: [toy.post.work]}"), "unknown clause \"toy.post.work\"", kNeedsKnowledge},
          {step("{call: post, proves: [reveng.post.works]}"), "the clause \"reveng.post.works\" is not one of toy",
           kNeedsKnowledge},
          {step("{call: post, within: 5s}"), "unknown key \"within\""},
          {step("{call: get}"), ":5:12: error: the path parameter \"id\" of get is missing", kNeedsKnowledge},
          {step("{call: get, path: {}}"), "the path parameter \"id\" of get is missing", kNeedsKnowledge},
          {step("{call: get, path: {id: x, ido: y}}"), "get has no path parameter \"ido\"", kNeedsKnowledge},
          {step("{call: post, path: {id: x}}"), "post has no path parameters at all", kNeedsKnowledge},
          {step("{call: get, path: {id: [x]}}"), "expected text, a number, true or false here"},
          {step("{call: get, path: {id: null}}"), "expected text, a number, true or false here"},
          {step("{call: get, path: {id: x}, query: {limt: 1}}"), ":5:40: error: get has no query parameter \"limt\"",
           kNeedsKnowledge},
          {step("{call: get, path: {id: x}, query: {limit: {a: 1}}}"), "expected text, a number, true or false here"},
          {step("{call: get, path: {id: x}, query: {limit: [[1]]}}"), "expected text, a number, true or false here"},
          {step("{call: post, headers: {a: {}}}"), "expected text, a number, true or false here"},
          {step("{call: post, headers: [a]}"), "expected a mapping, found a list"},
          {step("{call: post, body: 1, raw_body: x}"), "a step has either body or raw_body"},
          {step("{call: post, raw_body: 1}"), "expected text, found the number 1"},
          {step("{call: post, content_type: 1}"), "expected text, found the number 1"},
          {step("{call: post, body: {a: [$iid]}}"), ":5:29: error: unknown name \"$iid\"", kNeedsKnowledge},
          {step("{call: post, body: $prompts.q}"),
           "unknown name \"$prompts.q\"\n  5 |   - {call: post, body: $prompts.q}\n    |                        ^\nhelp: "
           "Did you mean \"$prompts.p\"?",
           kNeedsKnowledge},
          {step("{call: post, body: $run.di}"), "unknown name \"$run.di\"", kNeedsKnowledge},
          {step("{call: post, body: $vars.tem}"), "Did you mean \"$vars.team\"?", kNeedsKnowledge},
          {step("{call: post, body: 'a $run.id b'}"), "a \"$name\" inside a longer text needs braces", kNeedsKnowledge},
          {step("{call: post, body: '${run.id'}"), "\"${\" without a closing \"}\"", kNeedsKnowledge},
          {step("{call: post, save: {id: /id}, body: $id}"), "unknown name \"$id\"", kNeedsKnowledge},
          {step("{call: post, save: [id]}"), "expected a mapping, found a list"},
          {step("{call: post, save: {id: id}}"), "expected a JSON pointer, found \"id\""},
          {step("{call: post, save: {id: {headr: X}}}"), "unknown key \"headr\""},
          {step("{call: post, save: {id: {}}}"), "the key \"header\" is missing here"},
          {step("{call: post, save: {run.id: /id}}"), "\"run.id\" cannot be referred to"},
          {step("{request: /things}"), "expected a method and a path, found \"/things\""},
          {step("{request: get /things}"), "expected a method and a path"},
          {step("{request: GET things}"), "expected a method and a path"},
          {step("{request: GET /a b}"), "expected a method and a path"},
          {step("{request: 'GET /things/${id}'}"), "unknown name \"$id\"", kNeedsKnowledge},
          {step("{request: GET /x, path: {id: 1}}"), "unknown key \"path\""},
          {step("{poll: post}"), "the key \"expect\" is missing here"},
          {step("{poll: post, expect: {status: 200}, within: 0s}"), "nothing happens within no time at all",
           kNeedsKnowledge},
      });
}

void add_expectation_mistakes(std::vector<Mistake>& all) {
  all.insert(
      all.end(),
      {
          {expectation("{staus: 200}"), "unknown key \"staus\""},
          {expectation("{}"), "this expects nothing"},
          {expectation("{proves: [toy.post.works]}"), "this expects nothing"},
          {expectation("[]"), "the list is empty"},
          {expectation("200"), "expected a mapping, found the number 200"},
          {expectation("{status: '200'}"), "expected a whole number from 100 to 599, found the text \"200\""},
          {expectation("{status: 20}"), "expected a whole number from 100 to 599, found the number 20"},
          {expectation("{status: []}"), "the list is empty"},
          {expectation("{status: 200, proves: [toy.nothing]}"), "unknown clause \"toy.nothing\"", kNeedsKnowledge},
          {expectation("{media_type: ''}"), "the text is empty"},
          {expectation("{headers: x}"), "expected a mapping, found the text \"x\""},
          {expectation("{headers: {a: {$matchs: x}}}"), "unknown operator \"$matchs\""},
          {expectation("{frames: [BEGIN]}"), "unknown key \"frames\""},
          {expectation("{statuses: {200: 1}}"), "unknown key \"statuses\""},
          {step("{stream: tail, as: a, expect: {frames: [BEGUN]}}"), "unknown frame \"BEGUN\"", kNeedsKnowledge},
          {step("{stream: tail, as: a, expect: {frames: BEGIN}}"), "expected a list, found the text \"BEGIN\""},
          {step("{stream: tail, as: a, expect: {frames: {$exactly: [BEGIN], a: 1}}}"), "unknown key \"a\""},
          {step("{stream: tail, as: a, expect: {closed: yes}}"), "expected true or false, found the text \"yes\""},
          {step("{stream: tail, as: a, expect: {incremental: false}}"), "only true means something here"},
          {step("{stream: tail, as: a, expect: {text: {$len: 1}}}"), "unknown operator \"$len\""},
          {step("{parallel: [{call: post}], expect: {statuses: {2xx: 1}}}"), "\"2xx\" is not a status"},
          {step("{parallel: [{call: post}], expect: {statuses: {200: all}}}"), "expected a whole number from 0 to 1000"},
          {step("{parallel: [{call: post}], expect: {status: 200}}"), "unknown key \"status\""},
          {matcher("{$typ: string}"),
           ":5:34: error: unknown operator \"$typ\"\n  5 |   - {call: post, expect: {body: {$typ: string}}}\n"
           "    |                                  ^\nhelp: Did you mean \"$type\"?"},
          {matcher("{a: {b: [{$smoe: 1}]}}"), "unknown operator \"$smoe\""},
          {matcher("{$gte: 1, a: 1}"), "the member \"a\" stands beside operators"},
          {matcher("{$type: strng}"), "unknown JSON type \"strng\""},
          {matcher("{$type: []}"), "the list is empty"},
          {matcher("{$type: 5}"), "expected text, found the number 5"},
          {matcher("{$format: guid}"), "unknown format \"guid\""},
          {matcher("{$matches: '('}"), "not a regular expression", kNeedsKnowledge},
          {matcher("{$matches: 5}"), "expected text, found the number 5"},
          {matcher("{$matches: '" + std::string(1001, 'a') + "'}"), "longer than 1000 bytes"},
          {matcher("{$gt: [1]}"), "only numbers and texts have an order"},
          {matcher("{$length: -1}"), "expected a whole number from 0"},
          {matcher("{$length: long}"), "a length is a whole number or a matcher"},
          {matcher("{$length: {$gt: true}}"), "only numbers and texts have an order"},
          {matcher("{$each: {$nope: 1}}"), "unknown operator \"$nope\""},
          {matcher("{$absent: false}"), "only true means something here"},
          {matcher("{$any_of: {a: 1}}"), "expected a list, found a mapping"},
          {matcher("{$any_of: []}"), "the list is empty"},
          {matcher("{$all_of: [{$x: 1}]}"), "unknown operator \"$x\""},
          {matcher("{$sorted: {order: descending}}"), "the key \"by\" is missing here"},
          {matcher("{$sorted: {by: at}}"), "expected a JSON pointer, found \"at\""},
          {matcher("{$sorted: {by: /at, order: down}}"), "unknown order \"down\""},
          {matcher("{$contains: 5}"), "expected text, found the number 5"},
          {matcher("{$eq: $nobody}"), "unknown name \"$nobody\"", kNeedsKnowledge},
          {matcher("{$exactly: [$nobody]}"), "unknown name \"$nobody\"", kNeedsKnowledge},
          {matcher("{$contains: 'x ${nobody}'}"), "unknown name \"$nobody\"", kNeedsKnowledge},
          {matcher("{$matches: '^${nobody}$'}"), "unknown name \"$nobody\"", kNeedsKnowledge},
      });
}

void add_stream_mistakes(std::vector<Mistake>& all) {
  all.insert(
      all.end(),
      {
          {step("{stream: post, as: a}"), "post does not stream", kNeedsKnowledge},
          {step("{stream: tail}"), "the key \"as\" is missing here"},
          {step("{stream: tail, as: a b}"), "\"a b\" cannot be referred to"},
          {step("{stream: tail, as: stored}"), "\"stored\" means something else in `compare`"},
          {step("{stream: tail, as: a, until: DOEN}"), "unknown frame \"DOEN\"", kNeedsKnowledge},
          {step("{stream: tail, as: a, until: termnal}"), "unknown frame \"termnal\"", kNeedsKnowledge},
          {step("{stream: tail, as: a, until: {frame: DONE, cuont: 2}}"), "unknown key \"cuont\""},
          {step("{stream: tail, as: a, until: {count: 2}}"), "the key \"frame\" is missing here"},
          {step("{stream: tail, as: a, until: {frame: DONE, count: 0}}"), "expected a whole number from 1"},
          {step("{stream: tail, as: a, until: [DONE]}"), "expected text, found a list"},
          {step("{stream: tail, as: a, until: end, background: true}"), "a background stream is read to its end"},
          {step("{stream: tail, as: a, background: 1}"), "expected true or false, found the number 1"},
          {step("{stream: tail, as: a, within: 1.5s}"), "expected a duration, found the text \"1.5s\""},
          {later_step("{stream: tail, as: live}"), ":7:24: error: there is already a stream \"live\"", kNeedsKnowledge},
          {step("{await: live, terminal: true}"), ":5:13: error: no earlier step opened a stream \"live\"", kNeedsKnowledge},
          {later_step("{await: lve, terminal: true}"),
           "no earlier step opened a stream \"lve\"\n  7 |   - {await: lve, terminal: true}\n    |             ^\nhelp: Did "
           "you mean \"live\"?",
           kNeedsKnowledge},
          {later_step("{await: live}"), "this waits for nothing"},
          {later_step("{await: live, frame: TEXT, terminal: true}"), "frame, terminal and end exclude each other"},
          {later_step("{await: live, terminal: true, end: true}"), "frame, terminal and end exclude each other"},
          {later_step("{await: live, terminal: false}"), "only true means something here"},
          {later_step("{await: live, terminal: true, count: 2}"), "only frames are counted"},
          {later_step("{await: live, frame: TXT}"), "unknown frame \"TXT\"", kNeedsKnowledge},
          {later_step("{await: live, terminal: true, match: {}, count: 1}"), "only frames are counted"},
          {later_step("{await: live, end: true, match: {a: 1}}"), "the end of a stream has no payload"},
          {later_step("{await: live, end: true, save: {a: /a}}"), "the end of a stream has no payload"},
          {later_step("{await: live, frame: TEXT, match: {$x: 1}}"), "unknown operator \"$x\""},
          {later_step("{await: live, frame: TEXT, save: {a: {header: X}}}"), "a frame has no headers"},
          {later_step("{await: live, frame: TEXT, expect: {status: 200}}"), "unknown key \"status\""},
          {later_step("{await: live, count: 2}"), "this waits for nothing"},
          {later_step("{await: live, match: {$x: 1}}"), "unknown operator \"$x\""},
          {later_step("{await: live, end: true, expect: {close: 1000}}"), "only a WebSocket is closed with a code",
           kNeedsKnowledge},
          {later_step("{replay: lvie}"), "no earlier step opened a stream \"lvie\"", kNeedsKnowledge},
          {later_step("{replay: log}"), "streams of tail cannot be replayed", kNeedsKnowledge},
          {later_step("{replay: live, cuts: some}"), "expected a list, found the text \"some\""},
          {later_step("{replay: live, cuts: []}"), "the list is empty"},
          {later_step("{replay: live, cuts: [-1]}"), "expected a whole number from 0"},
          {later_step("{close: lvie}"), "no earlier step opened a stream \"lvie\"", kNeedsKnowledge},
          {later_step("{close: live, within: 5s}"), "unknown key \"within\""},
          {later_step("{compare: live}"), "the key \"with\" is missing here"},
          {later_step("{compare: live, with: sotred}"), "unknown stream \"sotred\"", kNeedsKnowledge},
          {later_step("{compare: live, with: live}"), "a stream always equals itself", kNeedsKnowledge},
          {later_step("{compare: log, with: stored}"), "tail has no stored form to compare with", kNeedsKnowledge},
          {later_step("{compare: lvie, with: text}"), "no earlier step opened a stream \"lvie\"", kNeedsKnowledge},
          {later_step("{call: post, only_while: lvie}"), "no earlier step opened a stream \"lvie\"", kNeedsKnowledge},
          {later_step("{call: post, only_while: live}"), "it is not said what is answered once the run is over",
           kNeedsKnowledge},
          {later_step("{call: post, only_while: {stream: live}}"), "the key \"too_late\" is missing here"},
          {later_step("{call: post, only_while: {stream: live, too_late: {body: {}}}}"),
           "the key \"status\" is missing here", kNeedsKnowledge},
          {later_step("{call: post, only_while: {stream: live, too_late: {status: 200, proves: [toy.post.a]}}}"),
           "an answer that comes too late proves nothing", kNeedsKnowledge},
          {step("{parallel: []}"), "the list is empty"},
          {step("{parallel: {call: post}}"), "expected a list, found a mapping"},
          {step("{parallel: [{cll: post}]}"), "unknown step \"cll\""},
          {step("{parallel: [{parallel: [{call: post}]}]}"), "parallel steps cannot be nested"},
          {step("{parallel: [{call: post}, {call: post}], times: 2}"), "only a single step can be played several times"},
          {step("{parallel: [{call: post}], times: 0}"), "expected a whole number from 1 to 1000"},
          {step("{parallel: [{call: post, save: {id: /id}}, {call: get, path: {id: $id}}]}"), "unknown name \"$id\"",
           kNeedsKnowledge},
          {step("{parallel: [{stream: tail, as: a}, {close: a}]}"), "no earlier step opened a stream \"a\"",
           kNeedsKnowledge},
          {step("{parallel: [{stream: tail, as: a}, {stream: tail, as: a}]}"), "there is already a stream \"a\"",
           kNeedsKnowledge},
      });
}

std::string socket_step(const std::string& text) {
  return file("steps:\n  - {socket: feed, as: talk}\n  - {stream: tail, as: log}\n  - " + text + "\n");
}

void add_socket_mistakes(std::vector<Mistake>& all) {
  all.insert(all.end(),
             {
                 {step("{socket: tail, as: a}"), "tail is no WebSocket", kNeedsKnowledge},
                 {step("{socket: post, as: a}"), "post does not stream", kNeedsKnowledge},
                 {step("{socket: feed}"), "the key \"as\" is missing here"},
                 {step("{socket: feed, as: a, until: end}"), "unknown key \"until\""},
                 {step("{socket: feed, as: a, body: {}}"), "unknown key \"body\""},
                 {step("{stream: feed, as: a}"), "feed is a WebSocket", kNeedsKnowledge},
                 {step("{send: talk, text: x}"), "no earlier step opened a stream \"talk\"", kNeedsKnowledge},
                 {socket_step("{send: log, text: x}"), "the stream \"log\" is no WebSocket", kNeedsKnowledge},
                 {socket_step("{send: talk}"), "this sends nothing"},
                 {socket_step("{send: talk, text: x, ping: y}"), "one step sends either text or ping"},
                 {socket_step("{send: talk, text: 5}"), "expected text, found the number 5"},
                 {socket_step("{send: talk, text: $nobody}"), "unknown name \"$nobody\"", kNeedsKnowledge},
                 {socket_step("{send: talk, json: {a: $nobody}}"), "unknown name \"$nobody\"", kNeedsKnowledge},
                 {socket_step("{send: talk, ping: " + std::string(126, 'p') + "}"), "a ping carries at most 125 bytes"},
                 {socket_step("{send: talk, raw: '8'}"), "not bytes in hexadecimal"},
                 {socket_step("{send: talk, raw: ''}"), "the text is empty"},
                 {socket_step("{send: talk, raw: 8180}"), "expected text, found the number 8180"},
                 {socket_step("{send: talk, raw: 81 8x}"), "not bytes in hexadecimal"},
                 {socket_step("{await: talk, end: true, expect: {close: 99}}"), "expected a whole number from 1000 to 4999"},
                 {socket_step("{await: talk, end: true, expect: {close: []}}"), "the list is empty"},
             });
}

}  // namespace

std::vector<Mistake> mistakes() {
  std::vector<Mistake> all;
  add_file_mistakes(all);
  add_agent_mistakes(all);
  add_request_mistakes(all);
  add_expectation_mistakes(all);
  add_stream_mistakes(all);
  add_socket_mistakes(all);
  return all;
}

std::vector<std::string> good_files() {
  return {
      step("{call: post}"),
      step("{call: post, body: {$type: is an ordinary key here, 'a': $$id}}"),
      step("{call: post, body: null}"),
      step("{call: post, body: $vars.team}"),
      step("{call: post, content_type: ''}"),
      step("{call: get, path: {id: true}, query: {limit: [1, two]}, headers: {n: 1.5}}"),
      step("{request: 'GET /x?y=${run.id}'}"),
      step("{poll: post, expect: [{status: [200, 404]}], within: 1m}"),
      step("{stream: tail, as: a, background: false, until: DONE}"),
      step("{stream: tail, as: a, background: true, within: 5s}"),
      step("{parallel: [{call: post}, {stream: tail, as: a}]}"),
      step("{parallel: [{call: post}], times: 2, expect: {statuses: {200: 2}}}"),
      matcher("{}"),
      matcher("[]"),
      matcher("null"),
      matcher("$prompts.p"),
      matcher("{a: [1, {$type: [string, 'null']}], b: {$not: {$some: {c: {$absent: true}}}}}"),
      matcher("{$length: {$gte: 1, $lte: 3}, $each: {id: {$format: uuid}}, $sorted: {by: '', order: ascending}}"),
      matcher("{$any_of: [1, {$matches: '^a$'}], $ne: {$gte: is a value here}}"),
      later_step("{await: live, frame: TEXT, count: 2, match: {a: {$gt: 1}}, save: {b: /b}, within: 5s}"),
      later_step("{await: live, terminal: true, match: {}, only_while: log}"),
      later_step("{await: live, end: true}"),
      later_step("{await: live, match: {a: 1}, count: 2}"),
      later_step("{await: log, end: true, save: {said: {text: true}}, expect: {closed: true, text: {$length: 1}}}"),
      socket_step("{send: talk, text: 'a ${run.id}'}"),
      socket_step("{send: talk, json: null, within: 1s}"),
      socket_step("{send: talk, ping: ''}"),
      socket_step("{send: talk, raw: 81 80 00 0000fF}"),
      socket_step("{await: talk, end: true, expect: {close: [1000, 1001], proves: [toy.watch.other]}}"),
      socket_step("{await: talk, frame: TEXT}"),
      step("{socket: feed, as: a, headers: {Sec-WebSocket-Version: '13'}, persona: nobody, expect: {status: [101, 426]}}"),
      later_step("{replay: live, cuts: all, within: 1m}"),
      later_step("{replay: live, cuts: [0, 5]}"),
      later_step("{compare: live, with: log}"),
      later_step("{close: live, name: hang up, proves: [toy.watch.other]}"),
      action("{say: {repeat: x, times: 3}, chunks: 2, pause: 0ms}"),
      action("{say: 'That is 5$, $message. $other is no slip.'}"),
      action("{call: t, args: {}, result: '', confirm: 'Sure?', rejected: ''}"),
      action("{fail: ''}"),
      agent("{on: p, do: []}"),
      file("agent: []\nprompts: {}\nneeds: []\nsteps: [{call: post}]\ncleanup: []\n"),
  };
}

}  // namespace confab::scenarios
