// Steps about streams: each reads the rest of a step and teaches the scope what it saves and opens.
#pragma once

#include <string_view>

#include "loader/scope.hpp"
#include "loader/step.hpp"

namespace confab::scenarios {

void read_stream(Step& step, const Node& node, Scope& scope);
void read_socket(Step& step, const Node& node, Scope& scope);
void read_send(Step& step, const Node& node, Scope& scope);
void read_await(Step& step, const Node& node, Scope& scope);
void read_replay(Step& step, const Node& node, Scope& scope);
void read_close(Step& step, const Node& node, Scope& scope);
void read_compare(Step& step, const Node& node, Scope& scope);

/// The error about a stream's name that is taken already.
[[noreturn]] void fail_taken(const Node& as, std::string_view name);

}  // namespace confab::scenarios
