#include <algorithm>

#include "automaton/expression.hpp"

namespace confab::automaton {

Matcher::Matcher(const Expression& expression, bool repeat) : expression_(&expression), repeat_(repeat) {}

Positions Matcher::next() const {
  if (at_start_) return expression_->first_;
  Positions following;
  for (std::size_t i = 0; i < expression_->follow_.size(); ++i) {
    if (here_[i]) following |= expression_->follow_[i];
  }
  if (repeat_ && accepting()) following |= expression_->first_;
  return following;
}

Positions Matcher::next(std::string_view name) const {
  Positions following = next();
  for (std::size_t i = 0; i < expression_->symbols_.size(); ++i) {
    const std::string& symbol = expression_->symbols_[i];
    if (following[i] && symbol != name && symbol != ".") following.reset(i);
  }
  return following;
}

bool Matcher::advance(std::string_view name) {
  const Positions following = next(name);
  if (following.none()) return false;
  here_ = following;
  at_start_ = false;
  return true;
}

bool Matcher::can_advance(std::string_view name) const {
  return next(name).any();
}

bool Matcher::accepting() const {
  return at_start_ ? expression_->nullable_ : (here_ & expression_->last_).any();
}

std::vector<std::string> Matcher::allowed() const {
  const Positions following = next();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < expression_->symbols_.size(); ++i) {
    if (following[i]) names.push_back(expression_->symbols_[i]);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace confab::automaton
