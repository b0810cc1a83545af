#include "checks/vendor_streams.hpp"

#include "framework/catch.hpp"
#include "model/load_vendor.hpp"

namespace confab::conformance {
namespace {

std::vector<spec::Vendor> load_all() {
  const auto documents = source::DocumentSet::from_directory(std::string(CONFAB_SOURCE_DIR) + "/spec");
  std::vector<spec::Vendor> vendors;
  for (const std::string& label : spec::contract_labels(documents))
    vendors.push_back(spec::load_trusted_vendor(documents, label));
  return vendors;
}

}  // namespace

const std::vector<VendorStream>& vendor_streams() {
  static const std::vector<spec::Vendor> kVendors = load_all();
  static const std::vector<VendorStream> kStreams = [] {
    std::vector<VendorStream> streams;
    for (const spec::Vendor& vendor : kVendors) {
      for (const auto& [operation, spec] : vendor.streams)
        streams.push_back({vendor.label() + " " + operation, &spec, vendor.schemas.get()});
    }
    return streams;
  }();
  return kStreams;
}

}  // namespace confab::conformance

TEST_CASE("the streams of all contracts are there") {
  CHECK(confab::conformance::vendor_streams().size() >= 9);
}
