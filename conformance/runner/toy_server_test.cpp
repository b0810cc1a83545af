#include "runner/toy_server.hpp"

#include <fmt/format.h>

#include "checks/toy_vendor.hpp"
#include "source/json_text.hpp"

namespace confab::conformance::toy {
namespace {

using source::Json;

std::string response(int status, const std::string& body, const std::string& type = "application/json") {
  return fmt::format("HTTP/1.1 {} X\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}", status, type, body.size(), body);
}

std::string chunk(const std::string& bytes) {
  return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

std::string problem(const std::string& code) {
  return Json{{"code", code}}.dump();
}

bool is_terminal(const std::string& name) {
  return name == "OVER" || name == "BROKEN";
}

int code_of(const std::string& name) {
  const std::map<std::string, int> codes = {{"START", 1},   {"SAY_BEGIN", 2}, {"SAY", 3},
                                            {"SAY_END", 4}, {"OVER", 5},      {"BROKEN", 6}};
  const auto found = codes.find(name);
  return found == codes.end() ? 9 : found->second;
}

std::string part(const std::string& text, const std::string& before, const std::string& until) {
  const std::size_t start = text.find(before);
  if (start == std::string::npos) return {};
  const std::size_t from = start + before.size();
  return text.substr(from, text.find_first_of(until, from) - from);
}

}  // namespace

Server::Server(std::set<std::string> breaches, std::chrono::milliseconds between_frames)
    : breaches_(std::move(breaches)),
      between_(between_frames),
      peer_([this](RawConnection& connection, int) { serve(connection); }) {}

Server::~Server() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : runs_) thread.join();
}

Deployment Server::deployment() const {
  Deployment made;
  made.base_url = peer_.url();
  made.credentials = {{"default", "toy-secret"}};
  made.declared = {"replay"};
  made.tried = {"slow"};
  made.timeout = std::chrono::milliseconds(2'000);
  return made;
}

int Server::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void Server::serve(RawConnection& connection) {
  for (std::string request = connection.read_request(); !request.empty(); request = connection.read_request()) {
    int number = 0;
    {
      const std::lock_guard lock(mutex_);
      number = ++requests_;
    }
    if (does("always_busy") || (does("busy") && number % 3 == 0)) {
      if (!connection.say("HTTP/1.1 429 X\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")) return;
      continue;
    }
    if (does("garbage")) {
      connection.say("SSH-2.0-OpenSSH_9.2\r\n");
      return;
    }
    if (!answer(connection, request)) return;
  }
}

bool Server::answer(RawConnection& connection, const std::string& request) {
  const std::string method = request.substr(0, request.find(' '));
  const std::string path = part(request, " ", " ");
  const std::string body = request.substr(request.find("\r\n\r\n") + 4);
  if (path == "/things" && method == "POST") {
    if (does("create_resets")) return connection.reset(), false;
    if (does("create_fails")) return connection.say(response(500, problem("OOPS")));
    const auto wish = source::parse_json(body);
    if (!wish || !wish->contains("title")) {
      return connection.say(response(400, does("bad_envelope") ? "{}" : problem("NO_TITLE")));
    }
    const std::lock_guard lock(mutex_);
    const std::string id = std::to_string(things_.size() + 1);
    things_[id].title = wish->at("title");
    Json thing = {{"id", id}, {"title", wish->at("title")}};
    if (does("bad_body")) thing.erase("title");
    if (does("echo_key")) thing["title"] = part(request, "Authorization: ", "\r");
    return connection.say(
        response(does("odd_status") ? 200 : 201, thing.dump(), does("bad_media") ? "text/html" : "application/json"));
  }
  const std::string id = part(path, "/things/", "/?");
  {
    const std::lock_guard lock(mutex_);
    if (!things_.contains(id)) return connection.say(response(404, problem("UNKNOWN")));
  }
  if (path.find("/messages") != std::string::npos) return tell(connection, id, body);
  if (path.find("/events") != std::string::npos) return stream(connection, id, part(path, "after=", "&"));
  return answer_get(connection, id);
}

bool Server::answer_get(RawConnection& connection, const std::string& id) {
  const std::lock_guard lock(mutex_);
  return connection.say(response(200, history(things_[id])));
}

std::string Server::history(Thing& thing) const {
  Json events = Json::array();
  const bool late = does("late_store") && ++thing.reads < 3;
  for (const Event& event : thing.events) {
    if (late && is_terminal(event.name)) continue;
    Json data = Json::parse(event.data);
    if (does("stored_differs") && data.contains("delta")) data["delta"] = "something else";
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(event.at - thing.events.front().at).count();
    events.push_back({{"n", event.id},
                      {"code", code_of(event.name)},
                      {"data", data},
                      {"mine", event.mine},
                      {"at", fmt::format("2024-01-01T00:00:{:02}.{:03}Z", since / 1000, since % 1000)}});
  }
  return Json{{"id", "1"}, {"title", thing.title}, {"events", events}}.dump();
}

bool Server::tell(RawConnection& connection, const std::string& id, const std::string&) {
  {
    const std::lock_guard lock(mutex_);
    Thing& thing = things_[id];
    if (thing.running && !does("tell_twice")) return connection.say(response(409, problem("BUSY")));
    thing.running = true;
    runs_.emplace_back([this, id] { run(id); });
  }
  return connection.say(response(202, Json{{"id", id}}.dump()));
}

void Server::append(const std::string& id, const std::string& name, const std::string& data, bool mine) {
  std::unique_lock lock(mutex_);
  Thing& thing = things_[id];
  const int last = thing.events.empty() ? 0 : thing.events.back().id;
  thing.events.push_back({does("ids_fall") ? 100 - last : last + 1, name, data, mine, std::chrono::steady_clock::now()});
  if (is_terminal(name)) thing.running = false;
  changed_.notify_all();
  if (!mine && between_.count() > 0) changed_.wait_for(lock, between_, [this] { return stopping_; });
}

void Server::run(const std::string& id) {
  std::string message;
  {
    const std::lock_guard lock(mutex_);
    message = R"({"m":"m)" + std::to_string(things_[id].events.size()) + "\"";
  }
  append(id, "SAY", R"({"m":"mine","delta":"my own words"})", true);
  append(id, does("no_start") ? "TOOL" : "START", "{}");
  if (does("odd_name")) append(id, "PING", "{}");
  if (!does("lane")) append(id, "SAY_BEGIN", message + "}");
  for (const char* delta : {"Hello, ", "my ", "friend."}) append(id, "SAY", message + ",\"delta\":\"" + delta + "\"}");
  append(id, "SAY_END", message + "}");
  if (!does("no_terminal") && !does("silent_end")) append(id, "OVER", "{}");
  if (does("after_the_end")) append(id, "TOOL", "{}");
  const std::lock_guard lock(mutex_);
  things_[id].running = false;
}

std::string Server::render(const Event& event) const {
  if (does("not_json")) return fmt::format("id: {}\nevent: {}\ndata: {{oops\n\n", event.id, event.name);
  return frame(event.id, event.name, event.data);
}

std::size_t Server::first_streamed(const Thing& thing, const std::string& after) const {
  if (does("replay_live_only") && !after.empty()) return thing.events.size();
  std::size_t first = 0;
  if (after.empty() || does("replay_all")) {
    for (std::size_t i = 0; i < thing.events.size(); ++i) {
      if (thing.events[i].name == "START") first = i;
    }
    return first;
  }
  while (first < thing.events.size() && thing.events[first].id <= std::stoi(after)) ++first;
  if (does("replay_repeats") && first > 1) --first;
  if (does("replay_drops")) ++first;
  return first;
}

bool Server::stream(RawConnection& connection, const std::string& id, const std::string& after) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  if (does("sized_stream")) {
    connection.say(response(200, toy::run(), "text/event-stream"));
    return true;
  }
  if (does("idle_close")) {
    const std::unique_lock lock(mutex_);
    if (things_[id].events.empty()) return connection.say(head + "0\r\n\r\n");
  }
  bool told = !does("hold_head") && connection.say(head);
  if (does("foreign_replay") && !after.empty()) connection.say(chunk(frame(4711, "SAY", R"({"m":"x","delta":"leak"})")));
  std::string held_back;
  std::unique_lock lock(mutex_);
  const bool at_the_end = things_[id].events.empty() || (!after.empty() && is_terminal(things_[id].events.back().name));
  for (std::size_t next = first_streamed(things_[id], after);; ++next) {
    const auto& events = things_[id].events;
    if (next >= events.size() && !after.empty() && at_the_end && !does("keep_open")) break;
    const bool quiet = does("no_terminal") && !events.empty() && events.back().name == "SAY_END" && next >= events.size();
    if (quiet) break;
    const bool came = changed_.wait_for(lock, std::chrono::seconds(8), [&] { return stopping_ || events.size() > next; });
    if (!came || stopping_) return false;
    if (events[next].mine) continue;
    const Event event = events[next];
    lock.unlock();
    held_back += render(event);
    const bool over = is_terminal(event.name) && !does("after_the_end");
    if (!does("buffered") || over) {
      if (!told) connection.say(head);
      told = true;
      if (!connection.say(chunk(held_back))) return false;
      held_back.clear();
    }
    if (over && does("keep_open")) return connection.wait_for_hang_up(), false;
    lock.lock();
    if (over) break;
  }
  lock.unlock();
  return connection.say((told ? "" : head) + std::string("0\r\n\r\n"));
}

}  // namespace confab::conformance::toy
