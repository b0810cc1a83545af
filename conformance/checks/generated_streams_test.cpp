// Streams drawn by chance from every vendor's stream.yaml, and single edits of them, judged by the checks and by a
// brute-force reference that shares no code with them: the two must agree.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "checks/drawn_stream.hpp"
#include "checks/recording.hpp"
#include "checks/sample_value.hpp"
#include "checks/vendor_streams.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;
using automaton::Expression;

namespace {

constexpr int kLegalEach = 60;
constexpr int kMutantsEach = 240;
constexpr std::size_t kLength = 14;

/// Also where a payload that nobody has described holds something else.
void put(source::Json& payload, const std::string& pointer, const source::Json& value) {
  const source::Json::json_pointer there(pointer), around = there.parent_pointer();
  if (!around.empty() && (!payload.contains(around) || payload[around].is_primitive()))
    payload[around] = source::Json::object();
  payload[there] = value;
}

/// As it travels.
std::string bytes_of(const spec::StreamSpec& spec, const source::Json& document, const drawn::Step& step,
                     drawn::Random& random) {
  source::Json payload = source::Json::object();
  const bool known = spec.frames.contains(step.name);
  if (known) payload = sample_payload(spec, document, step.name, random);
  if (!known && spec.name_field.starts_with('/')) put(payload, spec.name_field, step.name);
  if (!known && !spec.name_repeated_in.empty()) put(payload, spec.name_repeated_in, step.name);
  for (const auto& [pointer, key] : step.keys) put(payload, pointer, key);
  if (!spec.id.repeated_in.empty()) put(payload, spec.id.repeated_in, step.id);
  if (spec.framing != spec::Framing::sse) return payload.dump() + "\n";
  const std::string id = spec.id.field.empty() ? "" : fmt::format("id: {}\n", step.id);
  return fmt::format("{}event: {}\ndata: {}\n\n", id, step.name, payload.dump());
}

Recording recorded(const VendorStream& vendor, const drawn::Stream& stream, drawn::Random& random) {
  std::string bytes;
  for (const drawn::Step& step : stream) bytes += bytes_of(*vendor.spec, vendor.schemas->document(), step, random);
  return decode_recording(*vendor.spec, bytes);
}

std::string broken(const spec::StreamSpec& spec, const spec::SchemaSet& schemas, const Recording& recording) {
  std::string text;
  for (const Finding& finding : check_recording(spec, schemas, recording)) {
    if (!finding.holds) text += fmt::format("{}: expected {}; actual {}\n", finding.check, finding.expected, finding.actual);
  }
  return text;
}

/// Names that the contract does not know cannot be told apart where a name is read from what stands in the payload.
bool readable(const spec::StreamSpec& spec, const drawn::Stream& stream) {
  const bool by_shape = !spec.name_otherwise.empty() && !spec.name_field.starts_with('/');
  return !by_shape ||
         std::all_of(stream.begin(), stream.end(), [&](const drawn::Step& step) { return spec.frames.contains(step.name); });
}

/// The first of many streams of the vendor about which the checks, who believe `judged`, and the judge disagree; none if
/// they never do.
std::optional<std::string> disagreement(const VendorStream& vendor, const spec::StreamSpec& judged, int rounds) {
  constexpr unsigned kSeed = 77;
  const drawn::Rules rules = drawn::rules_of(*vendor.spec);
  drawn::Random random(kSeed);
  for (int round = 0; round < rounds; ++round) {
    drawn::Mutant one{drawn::draw(rules, 1 + random() % kLength, random), "as drawn"};
    if (round % 4 != 0) one = drawn::edit(rules, std::move(one.stream), random);
    if (!readable(*vendor.spec, one.stream)) continue;
    const std::string found = broken(judged, *vendor.schemas, recorded(vendor, one.stream, random));
    const bool legal = drawn::is_legal(rules, one.stream);
    if (found.empty() != legal)
      return fmt::format("{}, seed {}, stream {} ({}) is {}:\n{}\n{}", vendor.label, kSeed, round, one.what,
                         legal ? "legal" : "not legal", drawn::shown(one.stream), found);
  }
  return std::nullopt;
}

/// Judges names, ids and order only, which is faster.
spec::StreamSpec only_order(const spec::StreamSpec& spec) {
  spec::StreamSpec bare = spec;
  for (auto& [name, schema] : bare.frames) schema.clear();
  bare.data_schemas.clear();
  bare.payload_schema.clear();
  return bare;
}

/// `expression` without one of its operators, for each of them that makes a difference.
std::vector<Expression> damaged(const Expression& expression, const std::set<std::string>& alphabet) {
  const derivative::Language whole = derivative::parse(expression.text());
  std::vector<Expression> all;
  for (std::size_t at = 0; at < expression.text().size(); ++at) {
    if (std::string_view("*+?").find(expression.text()[at]) == std::string_view::npos) continue;
    std::string text = expression.text();
    text[at] = ' ';
    if (!derivative::equal(whole, derivative::parse(text), alphabet)) all.push_back(Expression::parse(text).value());
  }
  return all;
}

/// Specs that differ from the vendor's in one operator of an expression, or lack one of its rules.
std::vector<spec::StreamSpec> sabotaged(const spec::StreamSpec& spec) {
  std::vector<spec::StreamSpec> all;
  const spec::StreamSpec bare = only_order(spec);
  const std::set<std::string> names = drawn::rules_of(spec).names;
  const auto add = [&](auto change) { change(all.emplace_back(bare)); };
  for (const Expression& run : damaged(spec.run, names)) add([&](spec::StreamSpec& one) { one.run = run; });
  for (std::size_t i = 0; i < spec.lanes.size(); ++i) {
    for (const Expression& order : damaged(spec.lanes[i].order, names))
      add([&](spec::StreamSpec& one) { one.lanes[i].order = order; });
    if (spec.lanes[i].repeat) add([&](spec::StreamSpec& one) { one.lanes[i].repeat = false; });
    if (!spec.lanes[i].key.empty()) add([&](spec::StreamSpec& one) { one.lanes[i].key.clear(); });
    add([&](spec::StreamSpec& one) { one.lanes.erase(one.lanes.begin() + static_cast<std::ptrdiff_t>(i)); });
  }
  const bool matters = std::any_of(spec.lanes.begin(), spec.lanes.end(), [&](const spec::Lane& lane) {
    return !derivative::may_stop_anywhere(derivative::parse(lane.order.text()), names);
  });
  if (matters && !spec.cut_by.empty()) add([](spec::StreamSpec& one) { one.cut_by.clear(); });
  if (spec.id.increasing) add([](spec::StreamSpec& one) { one.id.increasing = false; });
  return all;
}

}  // namespace

TEST_CASE("every legal stream that is drawn from a vendor's stream.yaml passes every check") {
  unsigned seed = 20261125;
  for (const VendorStream& vendor : vendor_streams()) {
    const drawn::Rules rules = drawn::rules_of(*vendor.spec);
    drawn::Random random(++seed);
    for (int round = 0; round < kLegalEach; ++round) {
      const drawn::Stream stream = drawn::draw(rules, 1 + random() % kLength, random);
      INFO(vendor.label << ", seed " << seed << ", stream " << round << ":\n" << drawn::shown(stream));
      REQUIRE(drawn::is_legal(rules, stream));
      const std::string found = broken(*vendor.spec, *vendor.schemas, recorded(vendor, stream, random));
      INFO(found);
      REQUIRE(found.empty());
    }
  }
}

TEST_CASE("every single edit of a drawn stream fails a check unless a brute-force judge says that it is legal still") {
  unsigned seed = 4071;
  int legal = 0, illegal = 0;
  for (const VendorStream& vendor : vendor_streams()) {
    const drawn::Rules rules = drawn::rules_of(*vendor.spec);
    drawn::Random random(++seed);
    for (int round = 0; round < kMutantsEach; ++round) {
      const drawn::Mutant mutant = drawn::edit(rules, drawn::draw(rules, 1 + random() % kLength, random), random);
      if (!readable(*vendor.spec, mutant.stream)) continue;
      const std::string found = broken(*vendor.spec, *vendor.schemas, recorded(vendor, mutant.stream, random));
      const bool right = drawn::is_legal(rules, mutant.stream);
      ++(right ? legal : illegal);
      INFO(vendor.label << ", seed " << seed << ", stream " << round << " (" << mutant.what << "):\n"
                        << drawn::shown(mutant.stream) << "\n"
                        << found);
      REQUIRE(found.empty() == right);
    }
  }
  CHECK(legal > 200);
  CHECK(illegal > 1000);
}

TEST_CASE("checks that believe a wrong stream.yaml, by one operator or one rule, disagree with the judge") {
  int seen = 0;
  for (const VendorStream& vendor : vendor_streams()) {
    for (const spec::StreamSpec& wrong : sabotaged(*vendor.spec)) {
      std::string words = wrong.run.text();
      for (const spec::Lane& lane : wrong.lanes) words += " | " + lane.name + " " + lane.key + ": " + lane.order.text();
      INFO(vendor.label << " judged by " << words);
      CHECK(disagreement(vendor, wrong, 300));
      ++seen;
    }
  }
  CHECK(seen > 40);
}

TEST_CASE("the unharmed spec of every vendor never disagrees with the judge") {
  for (const VendorStream& vendor : vendor_streams())
    CHECK(disagreement(vendor, only_order(*vendor.spec), 60).value_or("") == "");
}
