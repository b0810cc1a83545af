// Runs every file of the corpus folders given on the command line through the fuzz target, where there is no libFuzzer.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void replay(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::cout << path.filename().string() << " (" << bytes.size() << " bytes)" << std::endl;  // named before it may crash
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int count, char** arguments) {
  std::size_t files = 0;
  for (int at = 1; at < count; ++at) {
    for (const auto& entry : std::filesystem::directory_iterator(arguments[at])) {
      replay(entry.path());
      ++files;
    }
  }
  std::cout << files << " inputs replayed\n";
  return files == 0 ? 1 : 0;  // an empty corpus proves nothing
}
