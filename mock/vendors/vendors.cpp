#include "vendors/vendors.hpp"

#include <fmt/format.h>

#include <array>

#include "source/nearest_word.hpp"
#include "source/user_error.hpp"
#include "vendors/pieces.hpp"
#include "vendors/pipeshub.hpp"
#include "vendors/reveng.hpp"
#include "vendors/sema4.hpp"
#include "vendors/waldur.hpp"

namespace confab::mock {

namespace {
constexpr std::uint64_t kTenMegabytes = 10 * 1024 * 1024;

constexpr std::array kRows = {
    VendorRow{.name = "pipeshub", .body_limit = kTenMegabytes, .make = &make_pipeshub},
    VendorRow{.name = "pipeshub.served", .body_limit = kTenMegabytes, .make = &make_pipeshub},
    VendorRow{.name = "pieces",
              .body_rules = {.null_is_absent = true},
              .query = {.lenient = true},
              .body_limit = 4 * 1024 * 1024,
              .make = &make_pieces},
    VendorRow{.name = "reveng", .body_rules = {.null_is_absent = true}, .make = &make_reveng},
    VendorRow{.name = "waldur", .query = {.lenient = true}, .auth_before_405 = true, .make = &make_waldur},
    VendorRow{.name = "sema4", .body_limit = kSema4BodyLimit, .make = &make_sema4},
};
}  // namespace

std::span<const VendorRow> vendor_rows() {
  return kRows;
}

const VendorRow& vendor_row(std::string_view name) {
  std::vector<std::string> known;
  for (const VendorRow& row : kRows) {
    if (row.name == name) return row;
    known.emplace_back(row.name);
  }
  throw source::UserError({}, fmt::format("the mock cannot play the vendor \"{}\"", name), source::suggest(name, known));
}

}  // namespace confab::mock
