#include "deployment/read_secret.hpp"

#include "deployment/read_deployment.hpp"

namespace confab::cli {
namespace {

constexpr std::string_view kHow = "Write env:VAR, file:PATH or { command: [PROGRAM, ARGUMENT] }.";

std::vector<std::string> read_command(const scenarios::Node& node) {
  node.expect_keys(deployment_keys().at("command"));
  std::vector<std::string> words;
  for (const scenarios::Node& word : node.required("command").some_items()) words.push_back(word.text());
  if (words.front().empty()) node.required("command").fail("the command has no name");
  return words;
}

}  // namespace

SecretSource read_value(const DeploymentSource& source, const scenarios::Node& node) {
  SecretSource secret;
  secret.place = node.place();
  secret.line = source.line(secret.place.line);
  if (node.json().is_object()) {
    secret.command = read_command(node);
  } else {
    secret.given = node.some_text();
    if (secret.given.starts_with("file:")) secret.given = "file:" + source.resolved(secret.given.substr(5));
  }
  return secret;
}

SecretSource read_secret(const DeploymentSource& source, const scenarios::Node& node) {
  const bool structured = node.json().is_object();
  if (!structured && !node.json().is_string()) node.fail("a credential is not written into this file", std::string(kHow));
  SecretSource secret = read_value(source, node);
  if (!secret.is_reference()) node.fail("a credential is not written into this file", std::string(kHow));
  return secret;
}

}  // namespace confab::cli
