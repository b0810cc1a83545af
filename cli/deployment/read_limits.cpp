#include "deployment/read_limits.hpp"

#include "deployment/read_deployment.hpp"

namespace confab::cli {
namespace {

using scenarios::Node;

constexpr int kMostConnections = 256;
constexpr int kLeastBytes = 1024, kMostBytes = 1024 * 1024 * 1024;
constexpr int kMostFrames = 1'000'000;

double read_rate(const Node& node) {
  constexpr double kMost = 10'000;
  const double rate = node.json().is_number() ? node.json().get<double>() : 0;
  if (!(rate > 0 && rate <= kMost))
    node.fail("expected a number of requests a second, above 0 and up to 10000", "One request in two seconds is 0.5.");
  return rate;
}

std::chrono::milliseconds read_time(const Node& node) {
  const auto time = node.duration();
  if (time.count() == 0) node.fail("no time at all would let nothing through", "Write for example 10s.");
  return time;
}

std::size_t read_count(const Node& node, int least, int most) {
  return static_cast<std::size_t>(node.integer(least, most));
}

}  // namespace

void read_limits(const Node& node, DeploymentFile& file) {
  node.expect_keys(deployment_keys().at("limits"));
  conformance::Limits& limits = file.limits;
  if (const auto rate = node.member("requests_per_second")) limits.requests_per_second = read_rate(*rate);
  if (const auto count = node.member("concurrency")) limits.concurrency = read_count(*count, 1, kMostConnections);
  if (const auto time = node.member("request_timeout")) file.request_timeout = read_time(*time);
  if (const auto time = node.member("stream_timeout")) limits.stream_timeout = read_time(*time);
  if (const auto time = node.member("retry_timeout")) limits.retry_timeout = time->duration();
  if (const auto bytes = node.member("response_bytes")) limits.response_bytes = read_count(*bytes, kLeastBytes, kMostBytes);
  if (const auto frames = node.member("stream_frames")) limits.stream_frames = read_count(*frames, 1, kMostFrames);
}

}  // namespace confab::cli
