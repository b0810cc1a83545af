// Where PipesHub's two contracts differ, as data.
#pragma once

#include <string_view>

namespace confab::mock::pipeshub {

struct Contract {
  std::string_view in_progress, complete, failed;  // names of a conversation's states
  std::string_view chunk;                          // the frame that carries a piece of the answer
  bool cites_in_frames;     // each citation is a frame of its own; otherwise it only stands beside the next piece
  bool tells_status;        // status frames say what the agent is at
  bool envelopes;           // bodies are wrapped, lists are pages, a conversation tells all that is stored of it
  bool knows_agents;        // an unknown agent is refused; otherwise only the run finds out
  bool fails_in_stream;     // what cannot be found is an error frame where the operation streams
  bool streams_regenerate;  // an answer that is given again is a stream
  bool forgives_delete;     // deleting what is not there succeeds
  bool guards_text;         // markup and format specifiers are refused
  bool tells_limits;        // every answer says how many requests are left
};

inline constexpr Contract kDocumented{.in_progress = "INPROGRESS",
                                      .complete = "COMPLETED",
                                      .failed = "FAILED",
                                      .chunk = "chunk",
                                      .cites_in_frames = true,
                                      .tells_status = false,
                                      .envelopes = false,
                                      .knows_agents = true,
                                      .fails_in_stream = false,
                                      .streams_regenerate = false,
                                      .forgives_delete = false,
                                      .guards_text = false,
                                      .tells_limits = false};

inline constexpr Contract kServed{.in_progress = "Inprogress",
                                  .complete = "Complete",
                                  .failed = "Failed",
                                  .chunk = "answer_chunk",
                                  .cites_in_frames = false,
                                  .tells_status = true,
                                  .envelopes = true,
                                  .knows_agents = false,
                                  .fails_in_stream = true,
                                  .streams_regenerate = true,
                                  .forgives_delete = true,
                                  .guards_text = true,
                                  .tells_limits = true};

}  // namespace confab::mock::pipeshub
