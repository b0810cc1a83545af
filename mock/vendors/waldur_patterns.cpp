#include "vendors/waldur_patterns.hpp"

#include <algorithm>
#include <array>
#include <boost/regex.hpp>
#include <string>
#include <utility>

namespace confab::mock::waldur {

namespace {

using Check = bool (*)(std::string_view match);

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

// ISO/IEC 7812-1, annex B, and none of the numbers that payment services publish for trying things out.
bool is_card(std::string_view text) {
  constexpr std::array<std::string_view, 6> kPublished = {"4111111111111111", "4242424242424242", "5555555555554444",
                                                          "378282246310005",  "4012888888881881", "6011111111111117"};
  const std::string digits = digits_of(text);
  if (std::find(kPublished.begin(), kPublished.end(), digits) != kPublished.end()) return false;
  int sum = 0;
  for (std::size_t place = 0; place < digits.size(); ++place) {
    const int digit = digits[digits.size() - 1 - place] - '0';
    const int doubled = digit * 2;
    sum += place % 2 == 0 ? digit : doubled / 10 + doubled % 10;
  }
  return sum % 10 == 0;
}

// ISO 13616: the number, its first four characters moved to the end and letters read as 10 to 35, leaves 1 modulo 97.
bool is_iban(std::string_view text) {
  std::string number;
  std::copy_if(text.begin(), text.end(), std::back_inserter(number), [](char c) { return c != ' '; });
  std::rotate(number.begin(), number.begin() + 4, number.end());
  int rest = 0;
  for (const char c : number) rest = c <= '9' ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  return rest == 1;
}

// RFC 2606 keeps these for writing about mail.
bool is_real_mail(std::string_view text) {
  constexpr std::array<std::string_view, 5> kReserved = {"@example.com", "@example.net", "@example.org", "@example.edu",
                                                         "@test.com"};
  return std::none_of(kReserved.begin(), kReserved.end(), [text](auto domain) { return text.ends_with(domain); });
}

bool is_real_key(std::string_view text) {
  return !text.ends_with("EXAMPLE");
}

// A long word of a language has no digits, a number no letters, a hash no capitals.
bool is_mixed(std::string_view text) {
  const auto has = [text](char from, char to) {
    return std::any_of(text.begin(), text.end(), [=](char c) { return c >= from && c <= to; });
  };
  return has('a', 'z') && has('A', 'Z') && has('0', '9');
}

struct Injection {
  std::string_view category;
  double score;
  const char* pattern;
  Check check = nullptr;
};
// Repetitions are bounded, so that no input makes a search quadratic.
constexpr std::array kInjections = {
    Injection{"instruction_override", 0.9,
              R"(\b(ignore|disregard|forget|override)\s{1,8}(all\s{1,8}|any\s{1,8})?(of\s{1,8})?(the\s{1,8}|your\s{1,8})?)"
              R"((previous|prior|earlier|above|preceding)\s{1,8}(instructions?|rules|prompts?|directions|orders)\b)"},
    Injection{"jailbreak", 0.75, R"(\b(jailbreak|do\s{1,8}anything\s{1,8}now)\b)"},
    Injection{"safety_disable", 0.8,
              R"(\b(disable|deactivate|switch\s{1,8}off|turn\s{1,8}off)\s{1,8}(all\s{1,8}|your\s{1,8}|the\s{1,8}){0,2})"
              R"((safety|content)\s{1,8}(filters?|checks?|rules|guards?)\b)"},
    Injection{"prompt_leak", 0.7,
              R"(\b(show|reveal|print|repeat|output)\s{1,8}(me\s{1,8})?(your|the)\s{1,8}(system|hidden|initial)\s{1,8})"
              R"((prompt|instructions|message)\b)"},
    Injection{"tag_injection", 0.6, R"(<\|?(im_start|im_end|system)\|?>)"},
    Injection{"delimiter_injection", 0.5, R"(\[/?INST\])"},
    Injection{"leetspeak", 0.5, R"(\b(byp4ss|1gn0re|ign0re|1gnore|j41lbreak|ja1lbreak|0verride|h4ck|syst3m|pr0mpt)\b)"},
    Injection{"base64_payload", 0.3, R"((?<![A-Za-z0-9+/])[A-Za-z0-9+/]{50,4000}={0,2})", is_mixed},
    Injection{"hex_encoding", 0.3, R"((\\x[0-9a-f]{2}){8,100})"},
};

struct PersonalData {
  std::string_view category;
  Action tier;
  double confidence;
  const char* pattern;
  Check check = nullptr;      // a match that does not pass is none
  double checked = 0;         // what passing adds
  const char* keywords = "";  // what a word like these nearby adds to
  bool strong = false;        // a credential whose form is proof enough
};
constexpr std::array kPersonalData = {
    PersonalData{"pii_private_key", Action::block, 0.95, R"(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)", nullptr, 0, "", true},
    PersonalData{"pii_aws_access_key", Action::block, 0.85, R"(\b(AKIA|ASIA)[0-9A-Z]{16}\b)", is_real_key, 0, "", true},
    PersonalData{"pii_gcp_api_key", Action::block, 0.85, R"(\bAIza[0-9A-Za-z_-]{35})", nullptr, 0, "", true},
    PersonalData{"pii_github_token", Action::block, 0.9, R"(\bgh[pousr]_[0-9A-Za-z]{36}\b)", nullptr, 0, "", true},
    PersonalData{"pii_gitlab_pat", Action::block, 0.9, R"(\bglpat-[0-9A-Za-z_-]{20})", nullptr, 0, "", true},
    PersonalData{"pii_slack_token", Action::block, 0.85, R"(\bxox[abprs]-[0-9A-Za-z-]{10,72})", nullptr, 0, "", true},
    PersonalData{"pii_stripe_key", Action::block, 0.9, R"(\b[sr]k_live_[0-9A-Za-z]{16,99}\b)", nullptr, 0, "", true},
    PersonalData{"pii_database_url", Action::block, 0.85,
                 R"(\b(postgres(ql)?|mysql|mongodb(\+srv)?|redis)://[^\s:@/]{1,64}:[^\s:@/]{1,64}@[^\s]{1,253})", nullptr, 0,
                 "", true},
    PersonalData{"pii_iban_general", Action::redact, 0.5, R"(\b[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,3})?\b)",
                 is_iban, 0.15, R"(\b(iban|account|bank|transfer)\b)"},
    PersonalData{"pii_credit_card", Action::redact, 0.5, R"((?<![0-9])[3-6]([ -]?\d){12,18}(?![0-9]))", is_card, 0.15,
                 R"(\b(card|credit|visa|mastercard|cvv|cvc)\b)"},
    PersonalData{"pii_phone_e164", Action::redact, 0.6, R"((?<![\w+])\+[1-9]([ -]?\d){7,14}(?![0-9]))", nullptr, 0,
                 R"(\b(phone|call|mobile|tel)\b)"},
    PersonalData{"pii_email", Action::warn, 0.6, R"(\b[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b)",
                 is_real_mail, 0, R"(\b(mail|e-mail|email|write|contact)\b)"},
    PersonalData{"pii_jwt", Action::warn, 0.7,
                 R"(\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,1000})", nullptr, 0, "", true},
    PersonalData{"pii_bearer_token", Action::warn, 0.6, R"(\bBearer\s{1,4}[A-Za-z0-9._~+/-]{20,500})"},
};

double threshold(Action tier) {
  if (tier == Action::block) return 0.7;
  return tier == Action::redact ? 0.6 : 0.5;
}

using Regex = boost::regex;
using Found = boost::cmatch;

template <std::size_t size, typename Row>
std::vector<Regex> compiled(const std::array<Row, size>& rows, boost::regex::flag_type flags) {
  std::vector<Regex> result;
  result.reserve(size);
  for (const Row& row : rows) result.emplace_back(row.pattern, flags);
  return result;
}

bool stands_near(std::string_view text, const Match& match, const Regex& words) {
  constexpr std::size_t kNear = 100;
  const std::size_t begin = match.begin < kNear ? 0 : match.begin - kNear;
  const std::size_t end = std::min(text.size(), match.end + kNear);
  return boost::regex_search(text.data() + begin, text.data() + match.begin, words) ||
         boost::regex_search(text.data() + match.end, text.data() + end, words);
}

// `row` is judged certain enough for its tier, considering what stands around it.
bool is_certain(std::string_view text, const PersonalData& row, Match& match) {
  static const Regex kHarmless(R"(\b(test|example|demo|sample|dummy)\b)", Regex::perl | Regex::icase);
  match.score = row.confidence + row.checked;
  if (*row.keywords && stands_near(text, match, Regex(row.keywords, Regex::perl | Regex::icase))) match.score += 0.15;
  if (stands_near(text, match, kHarmless)) match.score -= row.strong ? 0.1 : 0.25;
  return match.score >= threshold(row.tier);
}

template <typename Row, typename OnMatch>
void search(std::string_view text, const Row& row, const Regex& pattern, const OnMatch& on_match) {
  const char* const end = text.data() + text.size();
  for (boost::cregex_iterator found(text.data(), end, pattern), none; found != none; ++found) {
    const Found& match = *found;
    if (row.check && !row.check({match[0].first, static_cast<std::size_t>(match.length())})) continue;
    const auto begin = static_cast<std::size_t>(match.position());
    on_match(begin, begin + static_cast<std::size_t>(match.length()));
  }
}

}  // namespace

std::vector<Match> find_injections(std::string_view text) {
  static const std::vector<Regex> kPatterns = compiled(kInjections, Regex::perl | Regex::icase);
  std::vector<Match> matches;
  for (std::size_t index = 0; index < kInjections.size(); ++index) {
    const Injection& row = kInjections[index];
    search(text, row, kPatterns[index], [&](std::size_t begin, std::size_t end) {
      matches.push_back({.category = row.category, .score = row.score, .begin = begin, .end = end});
    });
  }
  return matches;
}

std::vector<Match> find_personal_data(std::string_view text) {
  static const std::vector<Regex> kPatterns = compiled(kPersonalData, Regex::perl);
  std::vector<Match> matches;
  for (std::size_t index = 0; index < kPersonalData.size(); ++index) {
    const PersonalData& row = kPersonalData[index];
    search(text, row, kPatterns[index], [&](std::size_t begin, std::size_t end) {
      Match match{.category = row.category, .action = row.tier, .begin = begin, .end = end};
      if (is_certain(text, row, match)) matches.push_back(match);
    });
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& one, const Match& other) { return one.begin < other.begin; });
  std::size_t taken = 0;
  std::erase_if(matches,
                [&taken](const Match& match) { return match.begin < std::exchange(taken, std::max(taken, match.end)); });
  return matches;
}

}  // namespace confab::mock::waldur
