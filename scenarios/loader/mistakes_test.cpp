#include "loader/mistakes_test.hpp"

#include "loader/mistaken_yaml_test.hpp"

namespace confab::scenarios {

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
