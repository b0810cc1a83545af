#include "runner/contract_path.hpp"

#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;

namespace {

spec::Vendor vendor_with(std::vector<std::string> mounts) {
  spec::Vendor vendor;
  const auto add = [&](std::string id, std::string method, std::string path) {
    spec::Operation operation;
    operation.id = std::move(id);
    operation.method = std::move(method);
    operation.path = std::move(path);
    vendor.operations.push_back(std::move(operation));
  };
  add("create", "POST", "/talks");
  add("from", "POST", "/talks/{how}/{what}");
  add("remove", "POST", "/talks/{id}/delete");
  add("stream", "POST", "/chat/stream/");
  vendor.mounts = std::move(mounts);
  return vendor;
}

std::string called(const spec::Vendor& vendor, std::string_view method, std::string_view path) {
  const auto found = find_operation(vendor, method, path);
  return found ? found->operation->id + "@" + found->mount : "none";
}

}  // namespace

TEST_CASE("A path read with its template gives the parameters, and they give the path") {
  const auto read = match_path("/a/{x}/b/{y}", "/a/one%20two/b/%C3%BC");
  REQUIRE(read);
  CHECK(read->at("x") == "one two");
  CHECK(read->at("y") == "\xC3\xBC");
  CHECK(fill_path("/a/{x}/b/{y}", *read) == "/a/one%20two/b/%C3%BC");
  CHECK(fill_path("/chat/stream/", {}) == "/chat/stream/");
  CHECK_FALSE(match_path("/a/{x}", "/b/1"));
  CHECK_FALSE(match_path("/a/{x}", "/a/1/"));
  CHECK_FALSE(match_path("/a/{x}", "/a/1/2"));
}

TEST_CASE("A value that is more than one plain segment is none") {
  for (const char* hostile :
       {"/a/", "/a/.", "/a/..", "/a/%2E%2E", "/a/..%2Fb", "/a/b%5Cc", "/a/b%00", "/a/b%0A", "/a/%zz", "/a/%2"}) {
    INFO(hostile);
    CHECK_FALSE(match_path("/a/{x}", hostile));
  }
}

TEST_CASE("A request is told from others by method and path, literal segments first, below any mount") {
  const spec::Vendor vendor = vendor_with({"", "/api", "/tenants/{tenant}/api"});
  CHECK(called(vendor, "POST", "/talks") == "create@");
  CHECK(called(vendor, "GET", "/talks") == "none");
  CHECK(called(vendor, "POST", "/talks/7/delete") == "remove@");
  CHECK(called(vendor, "POST", "/talks/7/copy") == "from@");
  CHECK(called(vendor, "POST", "/api/talks") == "create@/api");
  CHECK(called(vendor, "POST", "/tenants/t-1/api/talks") == "create@/tenants/t-1/api");
  CHECK(called(vendor, "POST", "/tenants/t-1/talks") == "none");
  CHECK(called(vendor, "POST", "/chat/stream/") == "stream@");
  CHECK(called(vendor, "POST", "/chat/stream") == "none");
  CHECK(path_of("/talks?x=/y") == "/talks");
}
