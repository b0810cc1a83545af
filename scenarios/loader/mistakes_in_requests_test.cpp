// Steps that ask.
#include "loader/mistaken_yaml_test.hpp"
#include "loader/mistakes_test.hpp"

namespace confab::scenarios {

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

}  // namespace confab::scenarios
