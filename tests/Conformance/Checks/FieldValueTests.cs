using System.Text.Json.Nodes;
using PlanisoContract.Conformance;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Execution.Sessions;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.Checks;

public class FieldValueTests
{
    // A user's address keeps its letters, as a sample shows; a contact's may come back in small ones; what a name means hangs on them.
    [TestCase("planiso", "User", "email", "janeDoe@Example.com", "janeDoe@example.com", true)]
    [TestCase("planiso", "User", "email", "janeDoe@example.com", "janedoe@example.com", false)]
    [TestCase("planiso", "User", "fullname", "Jane Doe", "jane doe", false)]
    [TestCase("lightening", "Contact", "email", "janeDoe@example.com", "janedoe@example.com", true)]
    [TestCase("lightening", "Contact", "email", "janeDoe@example.com", "jane@example.com", false)]
    [TestCase("lightening", "Contact", "name", "Jane Doe", "jane doe", false)]
    public void Letter_case_counts_unless_the_contract_says_otherwise(string api, string resource, string field, string one, string other, bool same)
    {
        var contract = Contracts.Load(api);
        var session = new Session(Run.Create(contract, new TargetOptions(new Uri("http://127.0.0.1:1"), new Keys("demo")), TimeProvider.System));
        session.IsSame(contract.Resource(resource).Field(field), JsonValue.Create(one), JsonValue.Create(other)).ShouldBe(same);
    }
}
