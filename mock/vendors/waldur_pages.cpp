// Pages by number, and the headers that lead from one to the next.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "vendors/waldur_listing.hpp"

namespace confab::mock::waldur {

namespace {

constexpr std::size_t kDefaultSize = 10, kMaxSize = 300;

// Nothing if it is no whole number above zero; a number beyond measure is one beyond every page.
std::optional<std::size_t> positive(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size() || error == std::errc::invalid_argument) return std::nullopt;
  if (error == std::errc::result_out_of_range) return std::string_view::npos;
  return value > 0 ? std::optional(value) : std::nullopt;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

std::string percent_encoded(std::string_view text) {
  std::string result;
  for (const char c : text)
    result += is_unreserved(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return result;
}

bool is_host(std::string_view text) {
  const auto allowed = [](char c) { return is_unreserved(c) || c == ':' || c == '[' || c == ']'; };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

std::string url_of(const Request& request, const Query& query, std::size_t page) {
  const std::string_view host = request.header("Host").value_or("");
  std::string url = fmt::format("http://{}{}", is_host(host) ? host : "localhost", request.path);
  char separator = '?';
  const auto add = [&](std::string_view name, std::string_view value) {
    url += fmt::format("{}{}={}", separator, percent_encoded(name), percent_encoded(value));
    separator = '&';
  };
  for (const auto& [name, value] : query) {
    if (name != "page") add(name, value);
  }
  if (page > 1) add("page", std::to_string(page));
  return url;
}

std::string links(const Request& request, const Query& query, std::size_t page, std::size_t pages) {
  std::string text;
  const auto add = [&](std::size_t number, std::string_view relation) {
    text += fmt::format("{}<{}>; rel=\"{}\"", text.empty() ? "" : ", ", url_of(request, query, number), relation);
  };
  add(1, "first");
  if (page > 1) add(page - 1, "prev");
  if (page < pages) add(page + 1, "next");
  add(pages, "last");
  return text;
}

}  // namespace

std::optional<Page> cut_page(const Request& request, const Query& query, std::size_t count) {
  const std::size_t size = std::min(positive(last_value(query, "page_size").value_or("")).value_or(kDefaultSize), kMaxSize);
  const std::size_t pages = std::max<std::size_t>(1, (count + size - 1) / size);
  const std::string_view asked = last_value(query, "page").value_or("1");
  const std::optional<std::size_t> page = asked == "last" ? pages : positive(asked);
  if (!page || *page > pages) return std::nullopt;
  return Page{.begin = (*page - 1) * size,
              .end = std::min(*page * size, count),
              .headers = {{"X-Result-Count", std::to_string(count)}, {"Link", links(request, query, *page, pages)}}};
}

}  // namespace confab::mock::waldur
