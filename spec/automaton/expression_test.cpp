#include "automaton/expression.hpp"

#include <algorithm>

#include "automaton/naive_match.hpp"
#include "framework/catch.hpp"

using namespace confab::automaton;

namespace {

Expression parsed(std::string_view text) {
  auto expression = Expression::parse(text);
  INFO(text);
  REQUIRE(expression);
  return *std::move(expression);
}

std::size_t error_offset(std::string_view text) {
  const auto expression = Expression::parse(text);
  INFO(text);
  REQUIRE_FALSE(expression);
  CHECK_FALSE(expression.error().reason.empty());
  return expression.error().offset;
}

bool walk(Matcher& matcher, const naive::Word& word) {
  return std::all_of(word.begin(), word.end(), [&](const std::string& name) { return matcher.advance(name); });
}

/// Every word over A, B, C up to that length.
std::vector<naive::Word> all_words(std::size_t length) {
  std::vector<naive::Word> words{{}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].size() == length) continue;
    for (const char* name : {"A", "B", "C"}) {
      words.push_back(words[i]);
      words.back().emplace_back(name);
    }
  }
  return words;
}

}  // namespace

TEST_CASE("random expressions agree with the reference on every short word") {
  std::mt19937 random(20240607);
  const auto words = all_words(4);
  int compared = 0;
  for (int round = 0; round < 1500; ++round) {
    const naive::Tree tree = naive::random_tree(random, 4);
    const std::string text = naive::write(tree, random);
    const auto expression = Expression::parse(text);
    if (!expression) {
      REQUIRE(expression.error().reason.find("at most 64") != std::string::npos);
      continue;
    }
    for (const auto& word : words) {
      Matcher matcher(*expression);
      const bool alive = walk(matcher, word);
      INFO(text << " on word of " << word.size());
      REQUIRE(alive == naive::can_become_match(tree, word));
      if (alive) REQUIRE(matcher.accepting() == naive::matches(tree, word));
      ++compared;
    }
  }
  CHECK(compared > 100'000);
}

TEST_CASE("allowed() names exactly what keeps the walk alive, and a refused name changes nothing") {
  std::mt19937 random(7);
  const auto words = all_words(3);
  for (int round = 0; round < 500; ++round) {
    const naive::Tree tree = naive::random_tree(random, 3);
    const Expression expression = parsed(naive::write(tree, random));
    for (const auto& word : words) {
      Matcher matcher(expression);
      if (!walk(matcher, word)) continue;
      const auto allowed = matcher.allowed();
      REQUIRE(std::is_sorted(allowed.begin(), allowed.end()));
      const bool any = std::find(allowed.begin(), allowed.end(), ".") != allowed.end();
      for (const char* name : {"A", "B", "C", "UNHEARD_OF"}) {
        const bool listed = any || std::find(allowed.begin(), allowed.end(), name) != allowed.end();
        naive::Word longer = word;
        longer.emplace_back(name);
        REQUIRE(listed == naive::can_become_match(tree, longer));
        REQUIRE(matcher.can_advance(name) == listed);
        if (listed) continue;
        const bool accepting = matcher.accepting();
        REQUIRE_FALSE(matcher.advance(name));
        REQUIRE(matcher.allowed() == allowed);
        REQUIRE(matcher.accepting() == accepting);
        REQUIRE(matcher.at_start() == word.empty());
      }
    }
  }
}

TEST_CASE("a repeating matcher is the expression in ( … )+") {
  std::mt19937 random(99);
  const auto words = all_words(4);
  for (int round = 0; round < 400; ++round) {
    const naive::Tree tree = naive::random_tree(random, 3);
    const Expression expression = parsed(naive::write(tree, random));
    const naive::Tree again = naive::plus(tree);
    for (const auto& word : words) {
      Matcher matcher(expression, true);
      const bool alive = walk(matcher, word);
      REQUIRE(alive == naive::can_become_match(again, word));
      if (alive) REQUIRE(matcher.accepting() == naive::matches(again, word));
    }
  }
}

TEST_CASE("an empty expression matches only the empty sequence") {
  for (const char* text : {"", "  \n\t "}) {
    const Expression expression = parsed(text);
    Matcher matcher(expression);
    CHECK(matcher.accepting());
    CHECK(matcher.allowed().empty());
    CHECK_FALSE(matcher.advance("A"));
  }
  CHECK(Matcher(Expression()).accepting());
}

TEST_CASE("names are what stands between spaces, parentheses and operators") {
  const Expression expression = parsed("message.start(data-frame|\"x\")*:end ж");
  CHECK(expression.names() == std::vector<std::string>{"\"x\"", ":end", "data-frame", "message.start", "ж"});
  CHECK(expression.mentions("message.start"));
  CHECK_FALSE(expression.mentions("message"));
  CHECK_FALSE(expression.mentions("."));
}

TEST_CASE("names are sorted, listed once, and '.' is none of them") {
  const Expression expression = parsed("B .* A B (C|A)");
  CHECK(expression.names() == std::vector<std::string>{"A", "B", "C"});
  CHECK(expression.mentions("."));
  CHECK(expression.text() == "B .* A B (C|A)");
}

TEST_CASE("juxtaposition binds stronger than |, repetition stronger than both") {
  const Expression expression = parsed("A B | C D+");
  for (const naive::Word& word : {naive::Word{"A", "B"}, naive::Word{"C", "D"}, naive::Word{"C", "D", "D"}}) {
    Matcher matcher(expression);
    CHECK(walk(matcher, word));
    CHECK(matcher.accepting());
  }
  Matcher matcher(expression);
  CHECK_FALSE(walk(matcher, {"A", "C"}));
  Matcher once(expression);
  CHECK_FALSE(walk(once, {"C", "D", "C"}));
}

TEST_CASE("operators may follow each other") {
  const Expression expression = parsed("(A+)?*");
  Matcher matcher(expression);
  CHECK(matcher.accepting());
  CHECK(walk(matcher, {"A", "A", "A"}));
  CHECK(matcher.accepting());
}

TEST_CASE("a malformed expression is refused with the place of the fault") {
  CHECK(error_offset("(A B") == 0);
  CHECK(error_offset("A (B (C)") == 2);
  CHECK(error_offset("A )") == 2);
  CHECK(error_offset("*A") == 0);
  CHECK(error_offset("A | ") == 4);
  CHECK(error_offset("| A") == 0);
  CHECK(error_offset("A || B") == 3);
  CHECK(error_offset("A ()") == 3);
  CHECK(error_offset("A (|B)") == 3);
  CHECK(error_offset("A (+ B)") == 3);
  CHECK(error_offset(")") == 0);
}

TEST_CASE("64 positions are allowed, the 65th is an error at its place") {
  std::string text;
  for (int i = 0; i < 64; ++i) text += "A ";
  const Expression full = parsed(text);
  Matcher matcher(full);
  for (int i = 0; i < 64; ++i) REQUIRE(matcher.advance("A"));
  CHECK(matcher.accepting());
  CHECK_FALSE(matcher.advance("A"));
  CHECK(error_offset(text + "B") == 128);
}

TEST_CASE("a million parentheses are refused without exhausting the stack") {
  const std::string open(1'000'000, '(');
  CHECK(error_offset(open) == 64);
  CHECK(error_offset(open + "A" + std::string(1'000'000, ')')) == 64);
}
