#include "runner/form.hpp"

#include <algorithm>

namespace confab::conformance {
namespace {

std::string quoted_name(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') {
      text += "%22";
    } else if (c == '\r') {
      text += "%0D";
    } else if (c == '\n') {
      text += "%0A";
    } else {
      text += c;
    }
  }
  return text + "\"";
}

}  // namespace

std::string boundary_for(const std::vector<scenarios::FormPart>& parts) {
  for (int number = 0;; ++number) {
    std::string boundary = "confab-part-" + std::to_string(number);
    const auto holds = [&](const scenarios::FormPart& part) { return part.bytes.find(boundary) != std::string::npos; };
    if (std::none_of(parts.begin(), parts.end(), holds)) return boundary;
  }
}

std::string render_form(const std::vector<scenarios::FormPart>& parts, const std::string& boundary) {
  std::string body;
  for (const scenarios::FormPart& part : parts) {
    body += "--" + boundary + "\r\nContent-Disposition: form-data; name=" + quoted_name(part.field);
    if (part.filename) body += "; filename=" + quoted_name(*part.filename);
    body += "\r\n";
    if (!part.media_type.empty()) body += "Content-Type: " + part.media_type + "\r\n";
    body += "\r\n" + part.bytes + "\r\n";
  }
  return body + "--" + boundary + "--\r\n";
}

}  // namespace confab::conformance
