#include "vendors/pieces_shelf.hpp"

#include <fmt/format.h>

#include <utility>

#include "vendors/pieces_models.hpp"
#include "vendors/replies.hpp"

namespace confab::mock::pieces {

namespace {

using source::Json;

/// A collection of what `item` renders of each conversation; the items are texts already, however many there are.
template <typename Conversations, typename Item>
std::string render_collection(const Conversations& conversations, Item item) {
  std::string items;
  std::string indices;
  std::size_t position = 0;
  for (const auto& [_, each] : conversations) {
    const char* comma = position == 0 ? "" : ",";
    items += fmt::format("{}{}", comma, item(each));
    indices += fmt::format("{}\"{}\":{}", comma, each.id, position++);
  }
  return fmt::format(R"({{"schema":{},"iterable":[{}],"indices":{{{}}}}})", source::render_json(schema_stamp()), items,
                     indices);
}

}  // namespace

Shelf::Shelf(std::shared_ptr<Clock> clock, std::optional<std::uint64_t> seed)
    : clock_(std::move(clock)), seed_(seed), ids_(fresh_ids()), feed_(Feed::make()) {}

IdSequence Shelf::fresh_ids() const {
  return seed_ ? IdSequence(*seed_) : IdSequence::unpredictable();
}

Shelf::Created Shelf::create(const Json& seed) {
  const std::lock_guard lock(mutex_);
  Json conversation = make_conversation(seed, ids_, clock_->now());
  Created created{conversation["id"], share(source::render_json(conversation)), nullptr};
  drop_fragments(conversation);
  created.without_fragments = share(source::render_json(conversation));
  if (*created.without_fragments == *created.whole) created.without_fragments = created.whole;
  by_id_.emplace(created.id, ++last_);
  conversations_.emplace(last_, created);
  feed_->publish(share(identifiers_message(created.id, false)));
  return created;
}

bool Shelf::erase(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return false;
  conversations_.erase(found->second);
  by_id_.erase(found);
  feed_->publish(share(identifiers_message(id, true)));
  return true;
}

Shelf::InOrder Shelf::copy() const {
  const std::lock_guard lock(mutex_);
  return conversations_;
}

std::string Shelf::snapshot(bool fragments) const {
  return render_collection(copy(), [fragments](const Created& each) -> const std::string& {
    return fragments ? *each.whole : *each.without_fragments;
  });
}

std::string Shelf::identifiers() const {
  return render_collection(copy(), [](const Created& each) { return fmt::format(R"({{"id":"{}"}})", each.id); });
}

std::shared_ptr<FrameSource> Shelf::follow() {
  const std::lock_guard lock(mutex_);
  Json everything = Json::array();
  for (const auto& [_, each] : conversations_) everything.push_back({{"conversation", {{"id", each.id}}}});
  return feed_->subscribe({share(source::render_json({{"iterable", std::move(everything)}}))});
}

void Shelf::reset() {
  const std::lock_guard lock(mutex_);
  conversations_.clear();
  by_id_.clear();
  last_ = 0;
  ids_ = fresh_ids();
  clock_->restart();
  feed_->close();
  if (!stopped_) feed_ = Feed::make();
}

void Shelf::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  feed_->close();
}

}  // namespace confab::mock::pieces
