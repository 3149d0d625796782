// Files that are there whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

namespace footfall::io {

/// Makes the folders on the way, writes FILE.partial beside the file, and renames it when all is on the disk.
/// Throws footfall::Error, and leaves no file behind, when that fails (a full disk, no permission).
void write_file(const std::filesystem::path& file, std::string_view content);

}  // namespace footfall::io
