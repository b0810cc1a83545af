// A deployment file that has been parsed, and errors about it that show no secret.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "source/document.hpp"
#include "source/user_error.hpp"

namespace confab::cli {

/// A credential that somebody wrote into the file itself, or under a misspelt key, must not appear in an error. So every
/// error about the file goes through `shown`, which takes out what may be one.
class DeploymentSource {
 public:
  /// "-" is standard input. Throws UserError.
  [[nodiscard]] static DeploymentSource load(const std::string& path);
  [[nodiscard]] static DeploymentSource parse(const std::string& path, std::string text);

  [[nodiscard]] const source::Document& document() const { return document_; }
  /// The line of the file, without what may be a secret.
  [[nodiscard]] std::string line(int number) const;
  [[nodiscard]] source::UserError shown(const source::UserError& error) const;
  /// A path in the file as it can be opened from here: relative ones start at the file's folder.
  [[nodiscard]] std::string resolved(const std::string& path) const;

 private:
  DeploymentSource(source::Document document, std::string text);
  [[nodiscard]] std::string masked(std::string text) const;

  source::Document document_;
  std::string text_;
  std::vector<std::string> suspects_;  // longest first
};

}  // namespace confab::cli
