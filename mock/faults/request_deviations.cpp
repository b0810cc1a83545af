// The mock understands something else than what was asked, or does not do it, or does it twice.
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "faults/deviation.hpp"
#include "source/nearest_word.hpp"
#include "source/user_error.hpp"
#include "vendors/replies.hpp"

namespace confab::mock {
namespace {

class QueryIgnored final : public Deviation {
 public:
  explicit QueryIgnored(const Parameters& parameters) : name_(parameters.text("name")) {}
  void misread(EditedRequest& request, const Asked&) const override { request.drop_query(name_); }

 private:
  std::string name_;
};

class QuerySet final : public Deviation {
 public:
  explicit QuerySet(const Parameters& parameters) : name_(parameters.text("name")), to_(parameters.text("to")) {}
  void misread(EditedRequest& request, const Asked&) const override { request.set_query(name_, to_); }

 private:
  std::string name_, to_;
};

/// A number in the query is taken for its neighbour.
class QueryShifted final : public Deviation {
 public:
  explicit QueryShifted(const Parameters& parameters) : name_(parameters.text("name")), by_(parameters.number("by")) {}
  void misread(EditedRequest& request, const Asked&) const override {
    std::int64_t beside = 0;
    const auto number = parse_int64(request.query_value(name_));
    if (number && !__builtin_add_overflow(*number, by_, &beside)) request.set_query(name_, std::to_string(beside));
  }

 private:
  std::string name_;
  int by_;
};

class HeaderIgnored final : public Deviation {
 public:
  explicit HeaderIgnored(const Parameters& parameters) : name_(parameters.text("name")) {}
  void misread(EditedRequest& request, const Asked&) const override { request.drop_header(name_); }

 private:
  std::string name_;
};

/// Whoever asks is taken for that persona: ownership, conditions and credentials stop to matter.
class TakenFor final : public Deviation {
 public:
  explicit TakenFor(const Parameters& parameters) : persona_(parameters.text("persona", "default")) {}
  void misread(EditedRequest& request, const Asked& asked) const override {
    const spec::Persona* persona = asked.vendor->persona(persona_);
    if (persona == nullptr || asked.vendor->auth_header.empty()) return;
    for (const spec::Persona& other : asked.vendor->personas) {
      if (!other.query.empty()) request.drop_query(other.query);
    }
    request.set_header(asked.vendor->auth_header, asked.vendor->auth_prefix + persona->credential);
  }

 private:
  std::string persona_;
};

class NotDone final : public Deviation {
 public:
  explicit NotDone(const Parameters& parameters) {
    reply_.status = parameters.number("status", 200);
    reply_.media_type = parameters.text("type", "application/json");
    if (parameters.has("body")) reply_.body = std::make_shared<const std::string>(parameters.text("body"));
    if (!reply_.body) reply_.media_type.clear();
  }
  std::optional<Reply> instead() const override { return reply_; }

 private:
  Reply reply_;
};

class DoneTwice final : public Deviation {
 public:
  explicit DoneTwice(const Parameters&) {}
  bool repeats() const override { return true; }
};

}  // namespace

std::span<const DeviationRow> request_deviations() {
  static constexpr std::array<DeviationRow, 7> kRows = {{
      {"query_ignored", "A query parameter is not looked at.", "name", &make_deviation<QueryIgnored>},
      {"query_set", "A query parameter is taken for another value.", "name to", &make_deviation<QuerySet>},
      {"query_shifted", "A number in the query is taken for one that lies beside it.", "name by",
       &make_deviation<QueryShifted>},
      {"header_ignored", "A header of the request is not looked at.", "name", &make_deviation<HeaderIgnored>},
      {"taken_for", "Whoever asks is taken for one persona.", "[persona]", &make_deviation<TakenFor>},
      {"not_done", "Nothing is done, and the answer says that it was.", "[status] [type] [body]", &make_deviation<NotDone>},
      {"done_twice", "What is asked for is done twice; the second answer is given.", "", &make_deviation<DoneTwice>},
  }};
  return kRows;
}

}  // namespace confab::mock
