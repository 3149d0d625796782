# Embeds configs/*.toml into the program, so that `--config quick` needs no file.
file(GLOB preset_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/configs/*.toml)
set(preset_entries "")
foreach(preset_file ${preset_files})
  get_filename_component(preset_name ${preset_file} NAME_WE)
  file(READ ${preset_file} preset_text)
  string(APPEND preset_entries "    {\"${preset_name}\", R\"toml(${preset_text})toml\"},\n")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${preset_file})
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/presets.cpp @ONLY CONTENT
"// Made from configs/*.toml by cmake/EmbedPresets.cmake.
#include \"cli/presets.h\"

namespace footfall::cli {
namespace {
constexpr Preset kPresets[] = {
@preset_entries@};
}  // namespace

std::span<const Preset> presets() noexcept { return kPresets; }

}  // namespace footfall::cli
")
target_sources(footfall_commands PRIVATE ${CMAKE_BINARY_DIR}/generated/presets.cpp)
