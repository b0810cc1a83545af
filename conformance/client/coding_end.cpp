#include "client/coding_end.hpp"

#include <brotli/decode.h>
#include <zlib.h>

#include <array>

namespace confab::conformance {

struct CodingEnd::Decoder {
  virtual ~Decoder() = default;
  virtual void feed(std::string_view bytes) = 0;
  bool begun = false, ended = false;

 protected:
  std::array<unsigned char, 16 * 1024> waste;  // decoded bytes go here and are forgotten
};

namespace {

/// gzip (RFC 1952), one member after another, and deflate (RFC 1950).
struct Zlib final : CodingEnd::Decoder {
  Zlib() {
    constexpr int kEitherHeader = 32;
    inflateInit2(&stream, kEitherHeader + MAX_WBITS);
  }
  ~Zlib() override { inflateEnd(&stream); }

  void feed(std::string_view bytes) override {
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
    stream.avail_in = static_cast<uInt>(bytes.size());
    int state = Z_OK;
    while (state == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0)) {
      if (ended) inflateReset(&stream);
      stream.next_out = waste.data();
      stream.avail_out = static_cast<uInt>(waste.size());
      state = inflate(&stream, Z_NO_FLUSH);
      ended = state == Z_STREAM_END;
      if (ended) state = Z_OK;
    }
  }

  z_stream stream{};
};

struct Brotli final : CodingEnd::Decoder {
  ~Brotli() override { BrotliDecoderDestroyInstance(state); }

  void feed(std::string_view bytes) override {
    auto left = bytes.size();
    const auto* at = reinterpret_cast<const std::uint8_t*>(bytes.data());
    BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
      auto room = waste.size();
      auto* into = waste.data();
      result = BrotliDecoderDecompressStream(state, &left, &at, &room, &into, nullptr);
    }
    ended = BrotliDecoderIsFinished(state) == BROTLI_TRUE;
  }

  BrotliDecoderState* state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
};

}  // namespace

CodingEnd::CodingEnd(std::string_view coding) {
  if (coding == "gzip" || coding == "deflate") decoder_ = std::make_unique<Zlib>();
  if (coding == "br") decoder_ = std::make_unique<Brotli>();
}

CodingEnd::~CodingEnd() = default;
CodingEnd::CodingEnd(CodingEnd&&) noexcept = default;
CodingEnd& CodingEnd::operator=(CodingEnd&&) noexcept = default;

void CodingEnd::feed(std::string_view bytes) {
  if (!decoder_ || bytes.empty()) return;
  decoder_->begun = true;
  decoder_->feed(bytes);
}

bool CodingEnd::reached() const {
  return !decoder_ || !decoder_->begun || decoder_->ended;
}

}  // namespace confab::conformance
