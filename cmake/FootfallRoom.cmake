# A room is a folder built as one library: every .cpp in it, seeing only the rooms it may include.

add_library(footfall_options INTERFACE)
target_include_directories(footfall_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(footfall_options INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wdouble-promotion -Werror)
if(FOOTFALL_SANITIZE)
  # Line tables are all that a report needs; full debug information doubles the time to build.
  target_compile_options(footfall_options INTERFACE
    -fsanitize=${FOOTFALL_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g1)
  target_link_options(footfall_options INTERFACE -fsanitize=${FOOTFALL_SANITIZE})
endif()
if(FOOTFALL_FUZZ)
  # Fuzzers steer by the coverage of everything they call.
  target_compile_options(footfall_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# footfall_precompile(TARGET HEADER...): what most files of the target include, read once. A file still includes what it
# uses.
function(footfall_precompile target)
  target_precompile_headers(${target} PRIVATE
    <algorithm> <array> <chrono> <cmath> <filesystem> <functional> <map> <memory> <optional> <string> <vector> ${ARGN})
  # For ccache, which otherwise takes every new reading for another.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
                         "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
  # GCC 12 finds copies of short strings out of bounds where std::string is precompiled (of the kind of GCC bug 105329).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-stringop-overread -Wno-stringop-overflow -Wno-restrict)
  endif()
endfunction()

# footfall_room(NAME DIRECTORY dir [EXCLUDE file...] [USES room...] [LIBRARIES target...])
function(footfall_room name)
  cmake_parse_arguments(ROOM "" "DIRECTORY" "EXCLUDE;USES;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${ROOM_DIRECTORY}/*.cpp)
  foreach(excluded ${ROOM_EXCLUDE})
    list(REMOVE_ITEM sources ${PROJECT_SOURCE_DIR}/${ROOM_DIRECTORY}/${excluded})
  endforeach()
  list(TRANSFORM ROOM_USES PREPEND footfall_)
  if(sources)
    add_library(footfall_${name} STATIC ${sources})
    target_link_libraries(footfall_${name} PUBLIC footfall_options ${ROOM_USES} ${ROOM_LIBRARIES})
  else()
    add_library(footfall_${name} INTERFACE)
    target_link_libraries(footfall_${name} INTERFACE footfall_options ${ROOM_USES} ${ROOM_LIBRARIES})
  endif()
endfunction()
