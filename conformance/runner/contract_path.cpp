#include "runner/contract_path.hpp"

#include <algorithm>
#include <vector>

#include "runner/request.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return segments;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

bool is_plain_segment(std::string_view value) {
  const auto odd = [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '/' || c == '\\'; };
  return !value.empty() && value != "." && value != ".." && std::none_of(value.begin(), value.end(), odd);
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// A mount's own parameters may be anything.
std::optional<std::string> mounted_at(std::string_view mount, std::string_view path) {
  const std::vector<std::string_view> wanted = segments_of(mount), given = segments_of(path);
  if (given.size() < wanted.size()) return std::nullopt;
  std::string found;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!is_parameter(wanted[i]) && wanted[i] != given[i]) return std::nullopt;
    found += (i == 0 ? "" : "/") + std::string(given[i]);
  }
  return found;
}

}  // namespace

std::optional<PathParameters> match_path(std::string_view path_template, std::string_view path) {
  const std::vector<std::string_view> wanted = segments_of(path_template), given = segments_of(path);
  if (wanted.size() != given.size() || path_template.ends_with('/') != path.ends_with('/')) return std::nullopt;
  PathParameters parameters;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!is_parameter(wanted[i])) {
      if (wanted[i] != given[i]) return std::nullopt;
      continue;
    }
    auto value = percent_decode(given[i]);
    if (!value || !is_plain_segment(*value)) return std::nullopt;
    parameters[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = *std::move(value);
  }
  return parameters;
}

std::string fill_path(std::string_view path_template, const PathParameters& parameters) {
  std::string filled;
  for (const std::string_view segment : segments_of(path_template.substr(std::min<std::size_t>(1, path_template.size())))) {
    filled += '/';
    if (!is_parameter(segment)) {
      filled += segment;
      continue;
    }
    const auto value = parameters.find(segment.substr(1, segment.size() - 2));
    source::invariant(value != parameters.end(), "the loader checks that every path parameter is known");
    filled += percent_encode(value->second);
  }
  return path_template.ends_with('/') ? filled + "/" : filled;
}

std::optional<ContractPath> find_operation(const spec::Vendor& vendor, std::string_view method, std::string_view path) {
  std::optional<ContractPath> found;
  const auto look = [&](const std::string& mount) {
    for (const spec::Operation& operation : vendor.operations) {
      if (operation.method != method) continue;
      auto parameters = match_path(operation.path, path.substr(mount.size()));
      const bool better = parameters && (!found || parameters->size() < found->parameters.size());
      if (better) found = ContractPath{&operation, mount, *std::move(parameters)};
    }
  };
  look("");
  for (const std::string& mount : vendor.mounts) {
    if (found) break;
    if (const auto at = mounted_at(mount, path)) look(*at);
  }
  return found;
}

std::string_view path_of(std::string_view target) {
  return target.substr(0, target.find('?'));
}

}  // namespace confab::conformance
