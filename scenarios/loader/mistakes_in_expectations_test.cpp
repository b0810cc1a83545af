// What a step expects.
#include "loader/mistaken_yaml_test.hpp"
#include "loader/mistakes_test.hpp"

namespace confab::scenarios {

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

}  // namespace confab::scenarios
