// Reference for the tests: regular expressions over names, matched by trying everything. Shares nothing with expression.cpp.
#pragma once

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace confab::automaton::naive {

struct Node;
using Tree = std::shared_ptr<const Node>;
using Word = std::vector<std::string>;

enum class Op { name, any, then, either, star, plus, maybe };

struct Node {
  Op op;
  std::string name;
  std::vector<Tree> parts;
};

inline Tree name(std::string text) {
  return std::make_shared<Node>(Node{Op::name, std::move(text), {}});
}
inline Tree node(Op op, std::vector<Tree> parts) {
  return std::make_shared<Node>(Node{op, {}, std::move(parts)});
}
inline Tree any() {
  return node(Op::any, {});
}
inline Tree then(std::vector<Tree> parts) {
  return node(Op::then, std::move(parts));
}
inline Tree either(std::vector<Tree> parts) {
  return node(Op::either, std::move(parts));
}
inline Tree star(Tree part) {
  return node(Op::star, {std::move(part)});
}
inline Tree plus(Tree part) {
  return node(Op::plus, {std::move(part)});
}
inline Tree maybe(Tree part) {
  return node(Op::maybe, {std::move(part)});
}

/// Where a match that began at some index can end, and whether the word can run out inside it.
struct Reach {
  std::set<std::size_t> ends;
  bool runs_out = false;
};

Reach reach(const Tree& tree, const Word& word, const std::set<std::size_t>& begins);

inline bool matches(const Tree& tree, const Word& word) {
  return reach(tree, word, {0}).ends.contains(word.size());
}
/// Whether some continuation of `word` matches (or `word` itself).
inline bool can_become_match(const Tree& tree, const Word& word) {
  const Reach all = reach(tree, word, {0});
  return all.runs_out || all.ends.contains(word.size());
}

/// As text, with random spaces and parentheses that change nothing.
std::string write(const Tree& tree, std::mt19937& random);
Tree random_tree(std::mt19937& random, int depth);

}  // namespace confab::automaton::naive
