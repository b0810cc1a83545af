# What nearly every file includes is parsed once, not 400 times. Only where CONFAB_PRECOMPILED is on (the presets with
# tests): the release build goes without, so a file that forgets an include fails there.
option(CONFAB_PRECOMPILED "Precompile the headers of the standard library, fmt, nlohmann/json and Catch2" OFF)

set(everywhere <algorithm> <chrono> <functional> <map> <memory> <optional> <string> <string_view> <variant> <vector>
  <fmt/format.h> <nlohmann/json.hpp> <tl/expected.hpp>)

# confab_precompiled_set(<set> <library>... HEADERS <header>...)
function(confab_precompiled_set set)
  cmake_parse_arguments(arg "" "" "HEADERS" ${ARGN})
  set(source ${PROJECT_BINARY_DIR}/precompiled_${set}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// A library must have a source.\n")
  add_library(confab_precompiled_${set} STATIC ${source})
  target_link_libraries(confab_precompiled_${set} PRIVATE ${arg_UNPARSED_ARGUMENTS})
  target_precompile_headers(confab_precompiled_${set} PRIVATE ${arg_HEADERS})
endfunction()

if(CONFAB_PRECOMPILED)
  # Behind a precompiled header g++ 12 no longer knows which inlined code is the standard library's, and accuses it.
  add_compile_options(-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  confab_precompiled_set(sources fmt::fmt nlohmann_json::nlohmann_json tl::expected HEADERS ${everywhere})
  if(CONFAB_TESTS)
    find_package(Catch2 REQUIRED)
    confab_precompiled_set(tests fmt::fmt nlohmann_json::nlohmann_json tl::expected Catch2::Catch2
                           HEADERS ${everywhere} ${PROJECT_SOURCE_DIR}/tests/framework/catch.hpp)
    confab_compile_as_test(confab_precompiled_tests)
  endif()
endif()

# confab_precompile(<target> <set>): the target's files find the set already parsed.
function(confab_precompile target set)
  if(CONFAB_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM confab_precompiled_${set})
  endif()
endfunction()
