#include "model/load_creations.hpp"

#include "framework/catch.hpp"
#include "model/small_vendor.hpp"

using namespace confab;
using namespace confab::spec::small_vendor;
using Catch::Matchers::Contains;

namespace {

const std::string kTitle = "title: Chat API\n";

std::string with(const std::string& creates) {
  return broken("deployment.yaml", kTitle, kTitle + "creates: " + creates + "\n");
}

}  // namespace

TEST_CASE("what an operation creates is deleted by another one, or kept for a reason") {
  CHECK(with("{ say: { id: /id, delete: { operation: read, as: id } } }") == "no error");
  CHECK(with("{ say: { id: /id, kept: Nothing deletes it. } }") == "no error");
  CHECK_THAT(with("{ say: { id: /id } }"), Contains("either deleted or kept"));
  CHECK_THAT(with("{ say: { id: /id, kept: Why., delete: { operation: read, as: id } } }"),
             Contains("either deleted or kept"));
  CHECK_THAT(with("{ sya: { id: /id, kept: Why. } }"), Contains("no operation 'sya' | Did you mean 'say'?"));
  CHECK_THAT(with("{ say: { id: /id, delete: { operation: raed, as: id } } }"), Contains("Did you mean 'read'?"));
  CHECK_THAT(with("{ say: { id: /id, delete: { operation: read, as: di } } }"), Contains("no path parameter of 'read'"));
  CHECK_THAT(with("{ first: { id: /id, kpet: Why. } }"), Contains("Did you mean 'kept'?"));
}

TEST_CASE("a list that is looked through can be called with what the creating request said") {
  CHECK(with("{ say: { id: /id, kept: Why., seek: { operation: first, id: /id, sent: /text, shown: /text } } }") ==
        "no error");
  CHECK_THAT(with("{ first: { id: /id, kept: Why., seek: { operation: read, id: /id, sent: /text, shown: /text } } }"),
             Contains("nothing says what 'id' in the path of 'read' is"));
  CHECK(with("{ say: { id: /id, kept: Why., seek: { operation: first, id: /id, sent: '{id}', shown: /text } } }") ==
        "no error");
  CHECK_THAT(with("{ say: { id: /id, kept: Why., seek: { operation: first, id: /id, sent: '{di}', shown: /text } } }"),
             Contains("{di} is no path parameter"));
  CHECK_THAT(with("{ say: { id: /id, kept: Why., seek: { operation: first, id: /id, sent: /text } } }"),
             Contains("'shown' is missing"));
}

TEST_CASE("every vendor says what its operations create") {
  const auto documents = source::DocumentSet::from_directory(std::string(CONFAB_SOURCE_DIR) + "/spec");
  for (const std::string& label : spec::contract_labels(documents)) {
    INFO(label);
    CHECK_FALSE(spec::load_creations(documents, spec::load_vendor(documents, label)).empty());
  }
}
