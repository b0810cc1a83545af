#include "secrets/secret_values.hpp"

#include <algorithm>

#include "secrets/secret_forms.hpp"
#include "secrets/spelling.hpp"

namespace confab::spec {
namespace {

// So much of a credential is one, though its end is missing: words of everyday language and prefixes of keys are shorter.
constexpr std::size_t kTellingBytes = 10;
// Readings that are tried at one place; only texts made to be ambiguous need more than one for each byte.
constexpr std::size_t kSpareReadings = 1000;

struct Reading {
  std::size_t text = 0, form = 0;  // bytes read
};

/// Who has three quarters of a credential may guess or try the rest.
bool nearly_whole(std::size_t read, std::string_view form) {
  return read >= kTellingBytes && read * 4 >= form.size() * 3;
}

/// Nearly every place of a text is told apart by its second byte; the rest costs more.
bool cannot_begin(std::string_view text, std::string_view form) {
  return text.size() > 1 && form.size() > 1 && !begins_a_spelling(text[0]) && !begins_a_spelling(text[1]) &&
         text[1] != form[1];
}

bool ends_here(std::string_view rest, bool cut) {
  return (cut && rest.empty()) || rest.starts_with("…") || rest.starts_with("...");
}

/// Bytes of `text` that spell `form`, from its first one; 0 if it does not begin so. Literal readings go first.
std::size_t spelt_length(std::string_view text, std::string_view form, bool cut) {
  std::vector<Reading> open{{0, 0}};
  Reading furthest;
  for (std::size_t tries = form.size() + kSpareReadings; !open.empty() && tries > 0; --tries) {
    Reading at = open.back();
    open.pop_back();
    while (at.form < form.size() && at.text < text.size() && text[at.text] == form[at.form] &&
           !begins_a_spelling(text[at.text])) {
      ++at.text;
      ++at.form;
    }
    if (at.form == form.size()) return at.text;
    if (at.form > furthest.form) furthest = at;
    if (at.form >= kTellingBytes && ends_here(text.substr(at.text), cut)) return at.text;
    const Spellings spellings(text.substr(at.text));
    for (const Spelling* one = spellings.end(); one != spellings.begin();) {
      --one;  // the first one goes on top
      const std::string_view bytes(one->bytes.data(), one->count);
      if (form.substr(at.form).starts_with(bytes)) open.push_back({at.text + one->length, at.form + bytes.size()});
    }
  }
  return nearly_whole(furthest.form, form) ? furthest.text : 0;
}

}  // namespace

void SecretValues::add(std::string_view credential) {
  for (const std::string& secret : secrets_in(credential)) {
    for (std::string& form : secret_forms(secret)) {
      auto& row = forms_[static_cast<unsigned char>(form[0])];
      if (std::find(row.begin(), row.end(), form) == row.end()) row.push_back(std::move(form));
    }
  }
}

std::size_t SecretValues::length_at(std::string_view text, bool cut) const {
  std::size_t longest = 0;
  const auto look = [&](char first) {
    for (const std::string& form : forms_[static_cast<unsigned char>(first)]) {
      if (!cannot_begin(text, form)) longest = std::max(longest, spelt_length(text, form, cut));
    }
  };
  if (!begins_a_spelling(text[0])) {
    look(text[0]);
    return longest;
  }
  for (const Spelling& one : Spellings(text)) look(one.bytes[0]);
  return longest;
}

std::string SecretValues::redact(std::string_view text, bool cut) const {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto length = length_at(text.substr(at), cut);
    if (length == 0) {
      result += text[at++];
    } else {
      result += kRedacted;
      at += length;
    }
  }
  return result;
}

}  // namespace confab::spec
