# Warnings, sanitizers and ccache, for every target of the project.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(CONFAB_WERROR)
  add_compile_options(-Werror)
endif()
if(CONFAB_SANITIZE)
  add_compile_options(-fsanitize=${CONFAB_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CONFAB_SANITIZE})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports these in the standard library's and Boost's own inlined code.
  add_compile_options(-Wno-maybe-uninitialized -Wno-restrict -Wno-dangling-pointer)
  if(CONFAB_SANITIZE MATCHES "thread")
    add_compile_options(-Wno-tsan)  # Asio fences where a lock orders things already
  endif()
endif()

if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # What a .cpp keeps to itself looks, several in one unit, as if it came from a header.
  add_compile_options(-Wno-subobject-linkage)
endif()

# confab_compile_as_test(<target>): tests are many macros, each run once; an optimizer costs more than it gives.
function(confab_compile_as_test target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Debug>:-O0>)
  # Each test file has toys of its own by the names it likes: one translation unit each.
  set_target_properties(${target} PROPERTIES UNITY_BUILD OFF)
endfunction()

find_program(CCACHE ccache)
if(CCACHE)
  # ccache asks to be told that a precompiled header is known by its content.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()
