#include "selftest/recast_stream.hpp"

#include <algorithm>

#include "source/json_text.hpp"

namespace confab::conformance {
namespace {

using source::Json;
using Pieces = std::vector<std::string>;

constexpr std::size_t kMostPieces = 24;
constexpr std::string_view kId = "id: ", kData = "data: ";

/// Each with its end. Empty if the last one has none.
Pieces pieces_of(const spec::StreamSpec& spec, std::string_view recorded) {
  const std::string_view end = spec.framing == spec::Framing::sse ? "\n\n" : "\n";
  Pieces pieces;
  while (!recorded.empty()) {
    const std::size_t at = recorded.find(end);
    if (at == std::string_view::npos) return {};
    pieces.emplace_back(recorded.substr(0, at + end.size()));
    recorded.remove_prefix(at + end.size());
  }
  return pieces;
}

/// The line that starts with `field`, without it; empty if there is none.
std::string_view value_in(std::string_view piece, std::string_view field) {
  const std::size_t at = piece.starts_with(field) ? 0 : piece.find("\n" + std::string(field));
  if (at == std::string_view::npos) return {};
  const std::size_t begin = piece.find(field, at) + field.size();
  return piece.substr(begin, piece.find('\n', begin) - begin);
}

void replace_value(std::string& piece, std::string_view field, const std::string& value) {
  const std::string_view old = value_in(piece, field);
  if (!old.empty()) piece.replace(static_cast<std::size_t>(old.data() - piece.data()), old.size(), value);
}

void set_id(std::string& piece, const std::string& id, const spec::StreamSpec& spec) {
  replace_value(piece, kId, id);
  auto payload = source::parse_json(value_in(piece, kData));
  if (!payload || spec.id.repeated_in.empty()) return;
  if (auto* place = const_cast<Json*>(source::find(*payload, spec.id.repeated_in)))
    *place = source::parse_json(id).value_or(id);
  replace_value(piece, kData, source::render_json(*payload));
}

/// What had ids before has them again, in the order in which they were given, one more where there is one more frame.
std::string joined(Pieces pieces, std::vector<std::string> ids, const spec::StreamSpec& spec) {
  std::string text;
  for (std::string& piece : pieces) {
    if (!value_in(piece, kId).empty() && !ids.empty()) {
      set_id(piece, ids.front(), spec);
      if (ids.size() > 1) ids.erase(ids.begin());
    }
    text += piece;
  }
  return text;
}

std::vector<std::string> ids_of(const Pieces& pieces) {
  std::vector<std::string> ids;
  for (const std::string& piece : pieces) {
    if (const std::string_view id = value_in(piece, kId); !id.empty()) ids.emplace_back(id);
  }
  const bool number =
      !ids.empty() && ids.back().find_first_not_of("0123456789") == std::string::npos && ids.back().size() < 16;
  if (number) ids.push_back(std::to_string(std::stoll(ids.back()) + 1));
  return ids;
}

}  // namespace

std::vector<std::string> recast_streams(const spec::StreamSpec& spec, std::string_view recorded) {
  std::vector<std::string> streams;
  const Pieces pieces = spec.framing == spec::Framing::websocket ? Pieces() : pieces_of(spec, recorded);
  if (pieces.size() > kMostPieces) return streams;
  const std::vector<std::string> ids = ids_of(pieces);
  const auto tell = [&](Pieces edited) { streams.push_back(joined(std::move(edited), ids, spec)); };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(i);
    Pieces edited = pieces;
    edited.erase(edited.begin() + at);
    tell(edited);
    edited.insert(edited.begin() + at, 2, pieces[i]);
    tell(edited);
    if (i + 1 == pieces.size()) continue;
    edited = pieces;
    std::swap(edited[i], edited[i + 1]);
    tell(std::move(edited));
  }
  return streams;
}

}  // namespace confab::conformance
