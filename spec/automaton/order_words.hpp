// How a breach of order is put into words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace confab::automaton {

/// Names and keys come from the peer: control characters become '?', long ones are cut.
[[nodiscard]] std::string printable(std::string_view text);

/// "TEXT_MESSAGE_END (frame 4)"
[[nodiscard]] std::string frame_words(std::string_view name, std::size_t index);

/// "A", "A or B", "A, B or C"; "any frame" where `.` is among them, "nothing" for none.
[[nodiscard]] std::string choice_words(const std::vector<std::string>& names);

/// "lane 'text' of message_id 'm1'"; `pointer` is where the key stands.
[[nodiscard]] std::string lane_words(std::string_view lane, std::string_view pointer, std::string_view key);

}  // namespace confab::automaton
