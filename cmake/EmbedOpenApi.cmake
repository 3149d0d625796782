# Embeds serve/openapi.json into the program, which serves it.
set(openapi_file ${PROJECT_SOURCE_DIR}/serve/openapi.json)
file(READ ${openapi_file} openapi_content)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${openapi_file})
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/openapi.cpp @ONLY CONTENT
"// Made from serve/openapi.json by cmake/EmbedOpenApi.cmake.
#include \"serve/api.h\"

namespace footfall::serve {

const char* openapi_text() noexcept { return R\"openapi(@openapi_content@)openapi\"; }

}  // namespace footfall::serve
")
target_sources(footfall_serve PRIVATE ${CMAKE_BINARY_DIR}/generated/openapi.cpp)
