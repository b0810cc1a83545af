#include "automaton/naive_match.hpp"

#include "framework/catch.hpp"

namespace confab::automaton::naive {

namespace {

Reach step(const Tree& tree, const Word& word, std::size_t begin) {
  if (begin == word.size()) return {{}, true};
  if (tree->op == Op::any || word[begin] == tree->name) return {{begin + 1}, false};
  return {};
}

Reach repeated(const Tree& part, const Word& word, const std::set<std::size_t>& begins) {
  Reach all{begins, false};
  std::set<std::size_t> fresh = begins;
  while (!fresh.empty()) {
    const Reach once = reach(part, word, fresh);
    all.runs_out = all.runs_out || once.runs_out;
    fresh.clear();
    for (const std::size_t end : once.ends) {
      if (all.ends.insert(end).second) fresh.insert(end);
    }
  }
  return all;
}

}  // namespace

Reach reach(const Tree& tree, const Word& word, const std::set<std::size_t>& begins) {
  Reach all;
  const auto add = [&](const Reach& more) {
    all.ends.insert(more.ends.begin(), more.ends.end());
    all.runs_out = all.runs_out || more.runs_out;
  };
  switch (tree->op) {
    case Op::name:
    case Op::any:
      for (const std::size_t begin : begins) add(step(tree, word, begin));
      return all;
    case Op::then:
      all.ends = begins;
      for (const Tree& part : tree->parts) {
        const Reach next = reach(part, word, all.ends);
        all = {next.ends, all.runs_out || next.runs_out};
      }
      return all;
    case Op::either:
      for (const Tree& part : tree->parts) add(reach(part, word, begins));
      return all;
    case Op::maybe:
      all.ends = begins;
      add(reach(tree->parts[0], word, begins));
      return all;
    case Op::star:
      return repeated(tree->parts[0], word, begins);
    case Op::plus: {
      const Reach once = reach(tree->parts[0], word, begins);
      all = repeated(tree->parts[0], word, once.ends);
      all.runs_out = all.runs_out || once.runs_out;
      return all;
    }
  }
  return all;
}

std::string write(const Tree& tree, std::mt19937& random) {
  const auto space = [&] { return std::string(random() % 2, ' '); };
  const auto joined = [&](const std::string& between) {
    std::string text;
    for (const Tree& part : tree->parts) text += (text.empty() ? "" : between) + write(part, random);
    return "(" + space() + text + space() + ")";
  };
  switch (tree->op) {
    case Op::name:
      return random() % 8 == 0 ? "(" + tree->name + ")" : tree->name;
    case Op::any:
      return ".";
    case Op::then:
      return joined(" ");
    case Op::either:
      return joined(space() + "|" + space());
    case Op::star:
      return write(tree->parts[0], random) + space() + "*";
    case Op::plus:
      return write(tree->parts[0], random) + space() + "+";
    case Op::maybe:
      return write(tree->parts[0], random) + space() + "?";
  }
  return {};
}

Tree random_tree(std::mt19937& random, int depth) {
  const auto deeper = [&] { return random_tree(random, depth - 1); };
  if (depth == 0 || random() % 4 == 0)
    return random() % 10 == 0 ? any() : name(std::string(1, static_cast<char>('A' + random() % 3)));
  switch (random() % 5) {
    case 0:
      return either({deeper(), deeper()});
    case 1:
      return star(deeper());
    case 2:
      return plus(deeper());
    case 3:
      return maybe(deeper());
    default:
      return random() % 2 == 0 ? then({deeper(), deeper()}) : then({deeper(), deeper(), deeper()});
  }
}

}  // namespace confab::automaton::naive

using namespace confab::automaton;

TEST_CASE("the reference matcher itself is right about small expressions") {
  const auto tree = naive::then({naive::name("S"), naive::star(naive::name("C")), naive::name("E")});
  CHECK(naive::matches(tree, {"S", "E"}));
  CHECK(naive::matches(tree, {"S", "C", "C", "E"}));
  CHECK_FALSE(naive::matches(tree, {"S", "C"}));
  CHECK(naive::can_become_match(tree, {}));
  CHECK(naive::can_become_match(tree, {"S", "C"}));
  CHECK_FALSE(naive::can_become_match(tree, {"S", "E", "E"}));
  CHECK(naive::matches(naive::plus(naive::either({naive::any(), naive::name("A")})), {"X"}));
  CHECK_FALSE(naive::matches(naive::plus(naive::any()), {}));
}
