// How the mistakes are written: what stands around the part that matters.
#pragma once

#include <string>

namespace confab::scenarios {

inline constexpr bool kNeedsKnowledge = false;

inline std::string file(const std::string& rest) {
  return "title: T\nvendor: toy\n" + rest;
}

// One step, on line 5, behind a call that saves $id and two streams.
inline std::string step(const std::string& text) {
  return file("prompts: {p: Say it.}\nsteps:\n  - " + text + "\n");
}
inline std::string later_step(const std::string& text) {
  return file(
      "steps:\n  - {call: post, save: {id: /id}}\n  - {stream: watch, as: live, path: {id: $id}}\n  - {stream: tail, as: "
      "log}\n  - " +
      text + "\n");
}
inline std::string expectation(const std::string& text) {
  return step("{call: post, expect: " + text + "}");
}
inline std::string matcher(const std::string& text) {
  return step("{call: post, expect: {body: " + text + "}}");
}
inline std::string agent(const std::string& text) {
  return file("prompts: {p: Say it.}\nagent:\n  - " + text + "\nsteps: [{call: post}]\n");
}
inline std::string action(const std::string& text) {
  return agent("{on: p, do: [" + text + "]}");
}

inline std::string socket_step(const std::string& text) {
  return file("steps:\n  - {socket: feed, as: talk}\n  - {stream: tail, as: log}\n  - " + text + "\n");
}

}  // namespace confab::scenarios
