// A file as a whole, and its agent.
#include "loader/mistaken_yaml_test.hpp"
#include "loader/mistakes_test.hpp"

namespace confab::scenarios {

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

}  // namespace confab::scenarios
